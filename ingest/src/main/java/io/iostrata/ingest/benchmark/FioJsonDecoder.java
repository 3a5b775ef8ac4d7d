package io.iostrata.ingest.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * What fio prints with {@code --output-format=json} or {@code json+} (fio 2 and 3; stat.c, json.c):
 *
 * <pre>
 * file := { warning LF } "{" "fio version", "timestamp_ms", "jobs": [ job … ] … "}"
 * job  := "jobname", "job options", "read", "write", "trim": { "total_ios", "slat_ns", "clat_ns", "lat_ns" … }
 * </pre>
 *
 * <p>A row {@code fio_job} for each job and direction that did anything, then a row {@code fio_bin} for each bin of
 * json+. Rows have no time. A file is held in memory as a whole, up to {@link #LARGEST} bytes.
 */
public final class FioJsonDecoder implements TraceDecoder {
    /** Bytes of the largest file; json+ of a hundred jobs has a few MB. */
    public static final int LARGEST = 256 << 20;

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxNumberLength(400)
            .maxDocumentLength(LARGEST)
            .build();
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    private final ByteCursor in;
    private final IssueLog issues;
    private final FioRows rows;
    private Iterator<FioRows.Row> pending;

    public FioJsonDecoder(DecodeInput input) {
        in = input.in();
        issues = input.issues();
        rows = new FioRows(input.names());
    }

    public static boolean recognises(Head head) {
        return head.isText()
                && head.lines(200).stream()
                        .dropWhile(line -> !line.startsWith("{"))
                        .limit(3)
                        .anyMatch(line -> line.matches("[{ \\t]*\"fio version\"\\s*:.*"));
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (pending == null) {
            var report = parse();
            rows.miscounted(report).forEach(this::miscounted);
            pending = rows.of(report).iterator();
        }
        while (!batch.isFull() && pending.hasNext()) {
            pending.next().append(batch);
        }
        return pending.hasNext();
    }

    @Override
    public String format() {
        return rows.format();
    }

    @Override
    public long lostEvents() {
        return 0;
    }

    @Override
    public OptionalLong resolutionNs() {
        return OptionalLong.empty();
    }

    private void miscounted(String what) {
        var message = "%s@0x0: %s".formatted(in.file(), what);
        issues.add(0, IssueKind.WRONG_DECLARATION, Severity.WARNING, message);
    }

    private JsonNode parse() throws IOException {
        toFirstBrace();
        long begin = in.offset();
        try (var parser = JSON.createParser(new RestOf(in))) {
            var report = JsonTree.read(parser);
            if (!report.path("jobs").isArray()) {
                throw in.malformed(begin, "no array 'jobs', expected fio's JSON");
            }
            rest(parser, begin + parser.currentLocation().getByteOffset());
            return report;
        } catch (JsonProcessingException broken) {
            long offset =
                    broken.getLocation() == null ? 0 : broken.getLocation().getByteOffset();
            long at = Math.min(begin + Math.max(0, offset), in.offset());
            throw in.malformed(at, "%s, expected fio's JSON", broken.getOriginalMessage());
        } catch (CharConversionException broken) {
            throw in.malformed(begin, "%s, expected fio's JSON", broken.getMessage());
        }
    }

    /** What follows the report: blanks are part of it, anything else is not understood. */
    private void rest(JsonParser parser, long end) throws IOException {
        boolean blank = isAtEnd(parser);
        while (in.buffered(1) > 0) {
            in.advance(in.limit() - in.position());
        }
        if (!blank) {
            long bytes = in.offset() - end;
            in.countSkipped(bytes);
            var message = "%s@0x%x: %d bytes after the report, expected the end of the file";
            issues.add(end, IssueKind.MALFORMED, Severity.WARNING, message.formatted(in.file(), end, bytes));
        }
    }

    private static boolean isAtEnd(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() == null;
        } catch (JsonProcessingException | CharConversionException noJson) {
            return false;
        }
    }

    /** fio prints warnings before the report: understood, and not kept. */
    private void toFirstBrace() throws IOException {
        int previous = '\n';
        while (!in.atEnd()) {
            int next = in.buffer()[in.position()];
            if (next == '{' && previous == '\n') {
                return;
            }
            previous = next;
            in.advance(1);
        }
        throw in.malformed(in.offset(), "the end of the file, expected '{'");
    }

    /** The rest of a cursor's bytes. */
    private static final class RestOf extends InputStream {
        private final ByteCursor in;

        RestOf(ByteCursor in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.atEnd() ? -1 : in.u8("JSON");
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int have = in.buffered(Math.min(length, 1 << 16));
            if (have == 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(in.buffer(), in.position(), target, from, have);
            in.advance(have);
            return have;
        }
    }
}
