package io.iostrata.ingest.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Containers of many files, read front to back: tar (compressed or not) and zip. Told by content. */
public final class Container {
    /** Members a container may have. */
    public static final int MOST_MEMBERS = 1_000_000;

    private static final int LONGEST_NAME = 4096;
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final byte[] TAR_MAGIC = {'u', 's', 't', 'a', 'r'};
    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};

    private Container() {}

    /**
     * Takes one regular file at a time; the stream ends with the file, and closing it leaves the container open.
     * Returns false to stop reading.
     */
    @FunctionalInterface
    public interface Visitor {
        boolean file(String name, InputStream bytes) throws IOException;
    }

    /** Is told of members that are not read: links, devices, names that leave the container. */
    @FunctionalInterface
    public interface Refusals {
        void refused(String name, String why);
    }

    /** True if a file whose (decompressed) content begins so is a container. */
    public static boolean recognises(byte[] head) {
        return startsWith(head, 0, ZIP_MAGIC) || startsWith(head, TAR_MAGIC_OFFSET, TAR_MAGIC);
    }

    /** Visits the regular files of a container, in the order they are stored. */
    public static void visit(InputStream stored, Visitor visitor, Refusals refusals) throws IOException {
        var in = new BufferedInputStream(Compression.decompressed(new BufferedInputStream(stored, 1 << 16)), 1 << 16);
        in.mark(ZIP_MAGIC.length);
        byte[] magic = in.readNBytes(ZIP_MAGIC.length);
        in.reset();
        if (Arrays.equals(magic, ZIP_MAGIC)) {
            visitZip(new ZipInputStream(in), visitor, refusals);
        } else {
            visitTar(new TarArchiveInputStream(in), visitor, refusals);
        }
    }

    private static void visitTar(TarArchiveInputStream tar, Visitor visitor, Refusals refusals) throws IOException {
        int members = 0;
        boolean goOn = true;
        while (goOn) {
            TarArchiveEntry entry = next(tar::getNextEntry);
            if (entry == null) {
                return;
            }
            bounded(++members);
            var name = entry.getName();
            var why = unsafe(name);
            if (why.isPresent()) {
                refusals.refused(name, why.get());
            } else if (isRegular(entry)) {
                goOn = visitor.file(plain(name), new OneMember(tar));
            } else if (!entry.isDirectory() && !entry.isGlobalPaxHeader()) {
                refusals.refused(name, "neither a regular file nor a directory");
            }
        }
    }

    /** What tar calls a file may be a device or a pipe as well. */
    private static boolean isRegular(TarArchiveEntry entry) {
        boolean special = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !special;
    }

    private static void visitZip(ZipInputStream zip, Visitor visitor, Refusals refusals) throws IOException {
        int members = 0;
        boolean goOn = true;
        while (goOn) {
            ZipEntry entry = next(zip::getNextEntry);
            if (entry == null) {
                return;
            }
            bounded(++members);
            var why = unsafe(entry.getName());
            if (why.isPresent()) {
                refusals.refused(entry.getName(), why.get());
            } else if (!entry.isDirectory()) {
                goOn = visitor.file(plain(entry.getName()), new OneMember(zip));
            }
        }
    }

    /** Headers of no sense make the readers throw whatever comes to hand: it is all one, a broken container. */
    private static <E> E next(Reading<E> reading) throws IOException {
        try {
            return reading.next();
        } catch (RuntimeException nonsense) {
            throw new IOException("member header: " + nonsense.getMessage(), nonsense);
        }
    }

    private interface Reading<E> {
        E next() throws IOException;
    }

    private static void bounded(int members) throws IOException {
        if (members > MOST_MEMBERS) {
            throw new IOException("more than " + MOST_MEMBERS + " members");
        }
    }

    private static Optional<String> unsafe(String name) {
        if (name.startsWith("/") || name.startsWith("\\") || name.contains(":\\")) {
            return Optional.of("an absolute path");
        }
        if (Arrays.asList(name.split("[/\\\\]", -1)).contains("..")) {
            return Optional.of("a path that leaves the archive");
        }
        return name.length() > LONGEST_NAME
                ? Optional.of("a name of " + name.length() + " characters")
                : Optional.empty();
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
        int to = from + prefix.length;
        return bytes.length >= to && Arrays.equals(bytes, from, to, prefix, 0, prefix.length);
    }

    /** A member's bytes. Whoever closes them, a decompressor's finalizer too, does not close the container. */
    private static final class OneMember extends FilterInputStream {
        OneMember(InputStream container) {
            super(container);
        }

        @Override
        public void close() {
            // The other members are still to be read.
        }
    }
}
