package io.iostrata.ingest.parquet;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.BatchSink;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One reading of a raw file from its first byte to its last: rows into a sink, trouble into issues, bytes accounted for. */
final class SourceDecoding implements Closeable {
    /** Readings in a row that yield no row and no byte before a decoder is taken for stuck. */
    private static final int MOST_IDLE = 2;

    private final CountedStream stream;
    private final ByteCursor in;
    private final IssueLog issues = new IssueLog();
    private final BatchPool pool;
    private final TraceDecoder decoder;

    SourceDecoding(SourceInput input, BatchPool pool) {
        this.pool = pool;
        stream = new CountedStream(input.content());
        in = new ByteCursor(input.path(), stream);
        decoder = input.decoder().apply(new DecodeInput(in, pool.names(), issues, input.declarations(), input.clock()));
    }

    /** Reads the whole file. */
    void into(BatchSink sink) throws IOException {
        boolean more = true;
        int idle = 0;
        while (more) {
            var batch = pool.take();
            long offset = in.offset();
            more = read(batch);
            idle = batch.rows() == 0 && in.offset() == offset ? idle + 1 : 0;
            if (more && idle == MOST_IDLE) {
                fail(batch, "read nothing %d times in a row, expected events or the end".formatted(idle));
                more = false;
            }
            sink.accept(batch);
        }
        skipTail();
        stream.broken().ifPresent(this::noteBroken);
    }

    /** What was found, once the file was read. */
    SourceResult result(long lateEvents, Optional<EventFileStats> file) {
        long skipped = Math.min(in.skippedBytes(), in.offset());
        return new SourceResult(
                decoder.format(),
                stream.bytes(),
                in.offset() - skipped,
                skipped,
                decoder.lostEvents(),
                lateEvents,
                decoder.resolutionNs(),
                decoder.clock(),
                issues.rows(),
                file);
    }

    IssueLog issues() {
        return issues;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean read(EventBatch batch) throws IOException {
        try {
            return decoder.read(batch);
        } catch (MalformedTraceException malformed) {
            stop(batch, malformed.offset(), malformed.getMessage());
        } catch (Names.TooManyNames tooMany) {
            fail(batch, tooMany.getMessage());
        } catch (RuntimeException decoderFailed) {
            fail(batch, "decoder failed: %s, expected events or the end".formatted(decoderFailed));
        }
        return false;
    }

    private void fail(EventBatch batch, String what) {
        stop(batch, in.offset(), "%s@0x%x: %s".formatted(in.file(), in.offset(), what));
    }

    private void stop(EventBatch batch, long offset, String message) {
        batch.cancel();
        issues.add(offset, IssueKind.MALFORMED, Severity.ERROR, message);
        in.countSkipped(Math.max(0, in.offset() - Math.max(0, offset)));
    }

    private void skipTail() throws IOException {
        long offset = in.offset();
        long bytes = in.skipToEnd();
        if (bytes > 0) {
            var message = "%s@0x%x: %d bytes not read".formatted(in.file(), offset, bytes);
            issues.add(new Issue(offset, IssueKind.SKIPPED, Severity.WARNING, bytes, Optional.empty(), message));
        }
    }

    private void noteBroken(String why) {
        issues.add(
                stream.bytes(),
                IssueKind.BROKEN_CONTAINER,
                Severity.ERROR,
                "%s@0x%x: cannot be decompressed any further: %s".formatted(in.file(), stream.bytes(), why));
    }
}
