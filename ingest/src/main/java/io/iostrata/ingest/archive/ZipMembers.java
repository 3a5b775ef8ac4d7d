package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Members of a zip, by their local headers. What a member holds is checked against its checksum once it was read. */
final class ZipMembers implements ContainerMembers {
    private final InputStream stored;
    private final ZipArchiveInputStream zip;
    private final LimitedStream limited;
    private final BiConsumer<String, String> damaged;
    private Optional<ZipArchiveEntry> last = Optional.empty();
    private Checked bytes = new Checked(InputStream.nullInputStream());

    /** Members count on {@code expanded}. A member whose checksum does not hold is told to {@code damaged}, with what is wrong. */
    ZipMembers(InputStream in, Expanded expanded, BiConsumer<String, String> damaged) {
        stored = in;
        zip = new ZipArchiveInputStream(in, "UTF-8", true, false, true);
        limited = new LimitedStream(zip, expanded);
        this.damaged = damaged;
    }

    @Override
    public Optional<StoredMember> next() throws IOException {
        bytes.transferTo(OutputStream.nullOutputStream());
        var entry = ContainerMembers.next(zip::getNextEntry);
        last.ifPresent(this::check);
        last = entry.filter(zip::canReadEntryData);
        bytes = new Checked(last.isPresent() ? limited : InputStream.nullInputStream());
        return entry.map(this::member);
    }

    @Override
    public Optional<String> tail() throws IOException {
        stored.transferTo(OutputStream.nullOutputStream());
        return Optional.empty();
    }

    private StoredMember member(ZipArchiveEntry entry) {
        return new StoredMember(entry.getName(), entry.isDirectory(), refusal(entry), bytes);
    }

    private Optional<String> refusal(ZipArchiveEntry entry) {
        if (zip.canReadEntryData(entry)) {
            return Optional.empty();
        }
        return Optional.of(
                entry.getGeneralPurposeBit().usesEncryption()
                        ? "an encrypted file"
                        : "a file of method %d%s, which cannot be read front to back"
                                .formatted(
                                        entry.getMethod(),
                                        entry.getGeneralPurposeBit().usesDataDescriptor()
                                                ? " with its size behind it"
                                                : ""));
    }

    /** Its checksum is known by now: where it stands behind the member, reading the next header has read it. */
    private void check(ZipArchiveEntry entry) {
        long expected = entry.getCrc();
        if (expected >= 0 && expected != bytes.crc.getValue()) {
            damaged.accept(
                    entry.getName(),
                    "member with checksum %08x, expected %08x".formatted(bytes.crc.getValue(), expected));
        }
    }

    /** A member's bytes, summed. */
    private static final class Checked extends FilterInputStream {
        private final CRC32 crc = new CRC32();

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            crc.update(into, from, Math.max(0, read));
            return read;
        }
    }
}
