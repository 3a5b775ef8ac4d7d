package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * One record after another, in the file's order, those out of compressed ones in their place:
 *
 * <pre>
 * record  := u32 kind, u16 misc, u16 size of it all, body
 *          | (66) body: u32 n, then n bytes of {@link io.iostrata.ingest.tracedat.TracingData}, filled up to 8
 *          | (71) body: u64 n, …, then n bytes of AUX data
 *          | (81) body: a piece of a zstd stream of records
 *          | (83) body: u64 n, then n bytes of such a piece
 * </pre>
 *
 * <p>Where a size cannot be right, reading goes on at the next chain of plausible records.
 */
final class RecordReader implements Closeable {
    static final int HEADER = 8;
    private static final int PLAUSIBLE_CHAIN = 4;
    private static final int LARGEST_PLAUSIBLE_KIND = 100;

    private final ByteCursor in;
    private final long base;
    private final long end;
    private final Trouble trouble;
    private final SkippedRecords skipped;
    private final RecordView header;
    private Optional<CompressedRecords> compressed = Optional.empty();
    private boolean isDamaged;
    private boolean unpacking;
    private boolean isPacked;
    private long offset;
    private int toPass;
    private byte[] bytes = {};
    private int begin;
    private int size;
    private int kind;

    /** Records that stand at {@code from} up to {@code end}. */
    RecordReader(Spool spool, FileHeader file, long end, Trouble trouble, SkippedRecords skipped) throws IOException {
        base = file.data().offset();
        in = spool.cursor(base);
        this.end = end;
        this.trouble = trouble;
        this.skipped = skipped;
        header = new RecordView(file.order());
    }

    /** Moves to the next record; false after the last. */
    boolean next() throws IOException {
        while (true) {
            if (unpacking && nextUnpacked()) {
                return true;
            }
            unpacking = false;
            if (!nextInFile()) {
                return false;
            }
            if (kind != RecordKind.COMPRESSED && kind != RecordKind.COMPRESSED2) {
                return true;
            }
            unpack();
        }
    }

    private boolean nextUnpacked() {
        var records = compressed.orElseThrow();
        boolean more = records.next();
        if (more) {
            isPacked = true;
            set(records.bytes(), records.begin(), records.end() - records.begin());
        } else if (records.isDamaged()) {
            damaged();
        }
        return more;
    }

    private void unpack() {
        int from = HEADER;
        int to = size;
        if (kind == RecordKind.COMPRESSED2) {
            from += 8;
            long length = view().s64(HEADER);
            to = length < 0 || length > size - from ? size : (int) (from + length);
        }
        if (isDamaged || from > to) {
            damaged();
            return;
        }
        if (compressed.isEmpty()) {
            compressed = Optional.of(new CompressedRecords(header));
        }
        compressed.get().take(bytes, begin + from, begin + to);
        unpacking = true;
    }

    /** The stream runs through all pieces: what follows cannot be read either. */
    private void damaged() {
        isDamaged = true;
        skipped.add(offset, toPass, IssueKind.MALFORMED, "compressed records that are damaged");
    }

    private boolean nextInFile() throws IOException {
        in.advance(toPass);
        toPass = 0;
        offset = base + in.offset();
        if (left() == 0) {
            noteRest();
            return false;
        }
        int have = in.buffered((int) Math.min(left(), HEADER));
        if (have == HEADER) {
            set(in.buffer(), in.position(), HEADER);
            size = view().u16(6);
        }
        if (have == HEADER && size < HEADER) {
            resynchronise();
            return nextInFile();
        }
        if (have < HEADER || size > left() || in.buffered(size) < size) {
            trouble.truncated(offset, left(), "a record is cut, %d bytes left".formatted(left()));
            in.advance(in.buffered((int) Math.min(left(), 1 << 16)));
            return false;
        }
        isPacked = false;
        toPass = size;
        set(in.buffer(), in.position(), size);
        return true;
    }

    private void noteRest() {
        int rest = isDamaged ? 0 : compressed.map(CompressedRecords::rest).orElse(0);
        if (rest > 0) {
            trouble.truncated(offset, 0, "compressed records end in a record, %d bytes of it".formatted(rest));
        }
    }

    private void resynchronise() throws IOException {
        long from = in.offset();
        do {
            in.advance(in.buffered((int) Math.min(left(), HEADER)));
        } while (left() > 0 && !isPlausible());
        long passed = in.offset() - from;
        var what = "a record of %d bytes, expected at least %d; %d bytes passed over";
        trouble.malformed(base + from, passed, what.formatted(size, HEADER, passed));
    }

    private boolean isPlausible() throws IOException {
        long at = 0;
        for (int i = 0; i < PLAUSIBLE_CHAIN && at < left(); i++) {
            if (in.buffered((int) at + HEADER) < at + HEADER) {
                return false;
            }
            header.set(in.buffer(), in.position() + (int) at, in.position() + (int) at + HEADER);
            int here = header.u16(6);
            int type = header.s32(0);
            if (here < HEADER || here % 8 != 0 || type <= 0 || type > LARGEST_PLAUSIBLE_KIND) {
                return false;
            }
            at += here;
        }
        return at <= left();
    }

    private long left() {
        return end - base - in.offset();
    }

    private void set(byte[] from, int at, int length) {
        bytes = from;
        begin = at;
        size = length;
        kind = view().s32(0);
    }

    private RecordView view() {
        header.set(bytes, begin, begin + size);
        return header;
    }

    /** Moves past bytes that follow the record without being part of it; fewer where the data ends. Returns how many. */
    long passBehind(long count) throws IOException {
        in.advance(toPass);
        toPass = 0;
        return in.skip(count < 0 ? left() : Math.min(count, left()));
    }

    /** Where the record stands in the file; one out of a compressed one, where that does. */
    long offset() {
        return offset;
    }

    /** Bytes of the file that are the record's; 0 for one out of a compressed one. */
    int fileBytes() {
        return isPacked ? 0 : size;
    }

    int kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    int begin() {
        return begin;
    }

    int size() {
        return size;
    }

    @Override
    public void close() {
        compressed.ifPresent(CompressedRecords::close);
    }
}
