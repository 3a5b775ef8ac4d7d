package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The members of a compressed file (gzip members, zstd and lz4 frames, xz and bzip2 streams), one after the other, as one
 * stream. Damage surfaces after all bytes that were good; what follows the last member is remarked upon, not read.
 */
final class CompressedMembers extends InputStream {
    private static final int SKIPPABLE_HEADER = 8;

    private final Compression compression;
    private final LookAhead in;
    private final Consumer<Remark> remarks;
    private Optional<InputStream> member = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private long expanded;
    private boolean ended;

    /** {@code in} stands at the first member. */
    CompressedMembers(Compression compression, LookAhead in, Consumer<Remark> remarks) {
        this.compression = compression;
        this.in = in;
        this.remarks = remarks;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = 0;
        try {
            while (read < length && failure.isEmpty() && (member.isPresent() || next())) {
                int most = Math.min(compression.exactPiece(), length - read);
                int got = member.get().read(into, from + read, most);
                if (got <= 0) {
                    end();
                } else {
                    read += got;
                    expanded += got;
                }
            }
        } catch (IOException broken) {
            failure = Optional.of(broken);
        } catch (RuntimeException nonsense) {
            failure = Optional.of(new IOException(nonsense.toString(), nonsense));
        }
        if (read == 0 && length > 0 && failure.isPresent()) {
            throw failure.get();
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    @Override
    public void close() throws IOException {
        end();
        in.close();
    }

    private void end() throws IOException {
        if (member.isPresent()) {
            member.get().close();
        }
        member = Optional.empty();
    }

    /** Opens the next member; false where there is none. */
    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        skipFrames();
        var following = Compression.of(in.peek(Compression.LONGEST_MAGIC));
        if (!compression.goesOnAs(following)) {
            skipPadding();
            following = Compression.of(in.peek(Compression.LONGEST_MAGIC));
        }
        if (compression.goesOnAs(following)) {
            member = Optional.of(following.member(in, this::damaged));
        } else {
            ended = true;
            remarkOnTail();
        }
        return !ended;
    }

    /** Frames of zstd and lz4 that hold anything but data: pzstd writes them. */
    private void skipFrames() throws IOException {
        long frames = 0;
        long skipped = 0;
        for (byte[] head = in.peek(SKIPPABLE_HEADER); isSkippable(head); head = in.peek(SKIPPABLE_HEADER)) {
            long length = SKIPPABLE_HEADER + (LittleEndian.u32(head, 4) & 0xffff_ffffL);
            long passed = in.pass(length);
            if (passed < length) {
                throw new IOException("a skippable frame of %d bytes, %d left".formatted(length, passed));
            }
            frames++;
            skipped += passed;
        }
        if (frames > 0) {
            remark(Severity.INFO, skipped, "%d bytes of %d skippable frames".formatted(skipped, frames));
        }
    }

    private boolean isSkippable(byte[] head) {
        return head.length == SKIPPABLE_HEADER
                && compression.goesOnAs(Compression.ZSTD)
                && Compression.isSkippable(head);
    }

    private void skipPadding() throws IOException {
        long from = in.offset();
        while (in.buffered() > 0 && in.buffer()[in.position()] == 0) {
            in.advance(1);
        }
        long zeros = in.offset() - from;
        if (zeros > 0) {
            remark(Severity.INFO, zeros, "%d zero bytes from 0x%x of the stored file on".formatted(zeros, from));
        }
    }

    private void remarkOnTail() throws IOException {
        long from = in.offset();
        long bytes = in.pass(Long.MAX_VALUE);
        if (bytes > 0) {
            var what = "%d bytes from 0x%x of the stored file on, expected the end of the %s data";
            remark(Severity.WARNING, bytes, what.formatted(bytes, from, compression.id()));
        }
    }

    private void remark(Severity severity, long bytes, String what) {
        remarks.accept(new Remark(IssueKind.SKIPPED, severity, expanded, bytes, what));
    }

    /** A member that was read to its end and is not what was stored. */
    private void damaged(String what) {
        remarks.accept(new Remark(IssueKind.MALFORMED, Severity.ERROR, expanded, 1, what));
    }
}
