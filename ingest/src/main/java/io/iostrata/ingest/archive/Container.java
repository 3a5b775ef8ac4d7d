package io.iostrata.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Containers of many files, read front to back: tar (compressed or not) and zip. Told by content. */
public final class Container {
    /** Members a container may have, those of its inner containers included. */
    public static final int MOST_MEMBERS = 200_000;

    /** Bytes that tell a container. */
    static final int HEAD = 512;

    private static final int TAR_MAGIC_OFFSET = 257;
    private static final byte[] TAR_MAGIC = {'u', 's', 't', 'a', 'r'};
    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};

    private Container() {}

    /**
     * Takes one regular file at a time; the stream ends with the file, and closing it leaves the container open.
     * Returns false to stop reading. A failure of the visitor's own is no {@code IOException}: those are the container's.
     */
    @FunctionalInterface
    public interface Visitor {
        boolean file(MemberName name, InputStream bytes) throws IOException;
    }

    /** True if a file whose (decompressed) content begins so is a container. */
    public static boolean recognises(byte[] head) {
        return isZip(head) || startsWith(head, TAR_MAGIC_OFFSET, TAR_MAGIC);
    }

    /**
     * Visits the regular files of a container and of the containers in it, in the order they are stored. Each name comes
     * once: of members of one name the first. An exception is the end of the container itself, after all that could be
     * read of it; what else is not read is told to {@code troubles}.
     */
    public static void visit(InputStream stored, Visitor visitor, Consumer<MemberTrouble> troubles) throws IOException {
        visit(stored, ExpansionLimit.DEFAULT, visitor, troubles);
    }

    static void visit(InputStream stored, ExpansionLimit limit, Visitor visitor, Consumer<MemberTrouble> troubles)
            throws IOException {
        var archive = new LookAhead(stored);
        var in = opened(archive, remark -> troubles.accept(ContainerWalk.trouble("", remark)));
        new ContainerWalk(visitor, troubles, new Expanded(archive, limit)).visit("", in);
    }

    static LookAhead opened(InputStream stored, Consumer<Remark> remarks) throws IOException {
        return new LookAhead(Compression.decompressed(stored, remarks));
    }

    static boolean isZip(byte[] head) {
        return startsWith(head, 0, ZIP_MAGIC);
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
        int to = from + prefix.length;
        return bytes.length >= to && Arrays.equals(bytes, from, to, prefix, 0, prefix.length);
    }
}
