package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Members of a tar: ustar, pax and GNU. A header, its long names and lists of holes included, has a bound. */
final class TarMembers implements ContainerMembers {
    /** Blocks of one record: what comes behind the end is not taken for padding. */
    private static final int RECORD = 512;

    private static final int LONGEST_HEADER = 1 << 20;

    private final Guarded stored;
    private final TarArchiveInputStream tar;
    private final LimitedStream bytes;
    private boolean begun;

    /** Members count on {@code expanded}: a sparse one has more bytes than it takes. */
    TarMembers(InputStream in, Expanded expanded) {
        stored = new Guarded(in);
        tar = new TarArchiveInputStream(stored, RECORD, RECORD, "UTF-8");
        bytes = new LimitedStream(tar, expanded);
    }

    @Override
    public Optional<StoredMember> next() throws IOException {
        if (begun) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        begun = true;
        stored.left = LONGEST_HEADER;
        var entry = ContainerMembers.next(tar::getNextEntry);
        stored.left = Long.MAX_VALUE;
        return entry.map(this::member);
    }

    @Override
    public Optional<String> tail() throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = stored.read(buffer); read >= 0; read = stored.read(buffer)) {
            for (int i = 0; i < read; i++) {
                bytes += bytes > 0 || buffer[i] != 0 ? 1 : 0;
            }
        }
        return bytes == 0 ? Optional.empty() : Optional.of(bytes + " bytes behind its end, not read");
    }

    private StoredMember member(TarArchiveEntry entry) {
        boolean isDirectory = entry.isDirectory() || entry.isGlobalPaxHeader();
        return new StoredMember(entry.getName(), isDirectory, isDirectory ? Optional.empty() : refusal(entry), bytes);
    }

    private Optional<String> refusal(TarArchiveEntry entry) {
        if (!isRegular(entry)) {
            return Optional.of("neither a regular file nor a directory");
        }
        if (entry.isSparse()) {
            try {
                ExpansionLimit.DEFAULT.check(Math.max(0, entry.getSize()), entry.getRealSize());
            } catch (RefusedException tooLarge) {
                return Optional.of(tooLarge.getMessage());
            }
        }
        return tar.canReadEntryData(entry) ? Optional.empty() : Optional.of("a sparse file of a kind unknown here");
    }

    /** What tar calls a file may be a device or a pipe as well. */
    private static boolean isRegular(TarArchiveEntry entry) {
        boolean special = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !special;
    }

    /** Fails when more than {@code left} bytes are read. */
    private static final class Guarded extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0 && length > 0) {
                throw new IOException("member header of more than " + LONGEST_HEADER + " bytes");
            }
            int read = super.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long most) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(most, 1 << 16)]));
        }
    }
}
