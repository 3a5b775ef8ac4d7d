package io.iostrata.ingest.archive;

import io.iostrata.ingest.bytes.SingleByte;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One gzip member (RFC 1952):
 *
 * <pre>
 * member  = 1f 8b 08 flags mtime:4 xfl os [extra] [name] [comment] [header-crc:2] deflated crc32:4 size:4
 * extra   = length:2 bytes        flag 4
 * name    = bytes 0               flag 8
 * comment = bytes 0               flag 16; header-crc: flag 2
 * </pre>
 *
 * All that could be inflated comes out before damage does.
 */
final class GzipMember extends InputStream {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int LONGEST_TEXT = 1 << 16;

    private final LookAhead in;
    private final Consumer<String> damaged;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private Optional<IOException> failure = Optional.empty();
    private boolean ended;

    /** Reads the header. A checksum that does not hold is told to {@code damaged}. */
    GzipMember(LookAhead in, Consumer<String> damaged) throws IOException {
        this.in = in;
        this.damaged = damaged;
        readHeader();
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (!ended) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            int read = inflate(into, from, length);
            if (read > 0) {
                crc.update(into, from, read);
                return read;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] into, int from, int length) throws IOException {
        int have = in.buffered();
        if (have == 0) {
            throw new EOFException("the stored file ends at 0x%x in a gzip member".formatted(in.offset()));
        }
        inflater.setInput(in.buffer(), in.position(), have);
        long before = inflater.getBytesWritten();
        try {
            inflater.inflate(into, from, length);
        } catch (DataFormatException bad) {
            failure = Optional.of(noDeflate(bad.getMessage()));
        }
        int read = (int) (inflater.getBytesWritten() - before);
        in.advance(have - inflater.getRemaining());
        if (inflater.needsDictionary()) {
            throw noDeflate("a dictionary is needed");
        }
        if (inflater.finished() && read == 0) {
            readTrailer();
        }
        return read;
    }

    private IOException noDeflate(String why) {
        return new IOException("0x%x of the stored file: %s, expected deflated data".formatted(in.offset(), why));
    }

    private void readHeader() throws IOException {
        byte[] header = needed(HEADER, "header");
        int flags = LittleEndian.u8(header, 3);
        if (LittleEndian.u8(header, 2) != 8) {
            throw new IOException("gzip method %d, expected 8".formatted(header[2]));
        }
        if ((flags & 4) != 0) {
            needed(LittleEndian.u16(needed(2, "extra length"), 0), "extra field");
        }
        if ((flags & 8) != 0) {
            skipText("name");
        }
        if ((flags & 16) != 0) {
            skipText("comment");
        }
        if ((flags & 2) != 0) {
            needed(2, "header checksum");
        }
    }

    private void skipText(String what) throws IOException {
        for (int length = 0; needed(1, what)[0] != 0; length++) {
            if (length == LONGEST_TEXT) {
                throw new IOException("gzip %s of more than %d bytes".formatted(what, LONGEST_TEXT));
            }
        }
    }

    private void readTrailer() throws IOException {
        ended = true;
        byte[] trailer = needed(TRAILER, "trailer");
        int stored = LittleEndian.u32(trailer, 0);
        if (stored != (int) crc.getValue()) {
            damaged.accept("gzip member with checksum %08x, expected %08x".formatted((int) crc.getValue(), stored));
        } else if (LittleEndian.u32(trailer, 4) != (int) inflater.getBytesWritten()) {
            damaged.accept("gzip member of %d bytes, expected %d modulo 2^32"
                    .formatted(inflater.getBytesWritten(), LittleEndian.u32(trailer, 4) & 0xffff_ffffL));
        }
    }

    private byte[] needed(int bytes, String what) throws IOException {
        byte[] found = in.peek(bytes);
        if (found.length < bytes) {
            throw new EOFException("gzip %s needs %d bytes, %d left".formatted(what, bytes, found.length));
        }
        in.advance(bytes);
        return found;
    }
}
