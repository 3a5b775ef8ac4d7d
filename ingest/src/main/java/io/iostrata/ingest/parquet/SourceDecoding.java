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
import io.iostrata.ingest.parquet.SourceResult.FileBytes;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One reading of a source's files from first byte to last: rows into a sink, trouble into issues, bytes accounted for. */
public final class SourceDecoding implements Closeable {
    /** Readings in a row that yield no row and no byte before a decoder is taken for stuck. */
    private static final int MOST_IDLE = 2;

    private final List<Reading> readings;
    private final ByteCursor in;
    private final IssueLog issues = new IssueLog();
    private final BatchPool pool;
    private final TraceDecoder decoder;
    private int idle;

    /** Batches are of the pool's names. */
    public SourceDecoding(SourceInput input, BatchPool pool) {
        this.pool = pool;
        readings = Stream.concat(
                        Stream.of(new SourceInput.Part(input.path(), input.content())), input.others().stream())
                .map(Reading::of)
                .toList();
        in = readings.get(0).in;
        var others = readings.stream().skip(1).map(Reading::in).toList();
        decoder = input.decoder()
                .apply(new DecodeInput(in, pool.names(), issues, input.declarations(), input.clock(), others));
    }

    /** One file being read. */
    private record Reading(CountedStream stream, ByteCursor in) {
        static Reading of(SourceInput.Part part) {
            var stream = new CountedStream(part.content());
            return new Reading(stream, new ByteCursor(part.path(), stream));
        }

        FileBytes bytes() {
            long skipped = Math.min(in.skippedBytes(), in.offset());
            return new FileBytes(stream.bytes(), in.offset() - skipped, skipped);
        }
    }

    /** Reads the whole file. */
    public void into(BatchSink sink) throws IOException {
        boolean more = true;
        while (more) {
            var batch = pool.take();
            more = read(batch);
            sink.accept(batch);
        }
    }

    /**
     * Appends the next rows to an empty batch of the pool.
     *
     * @return false once all files have ended; the batch may hold rows all the same
     */
    public boolean read(EventBatch batch) throws IOException {
        long offset = passed();
        boolean more = decoded(batch);
        idle = batch.rows() == 0 && passed() == offset ? idle + 1 : 0;
        if (more && idle == MOST_IDLE) {
            fail(batch, "read nothing %d times in a row, expected events or the end".formatted(idle));
            more = false;
        }
        if (!more) {
            skipTails();
        }
        return more;
    }

    private void skipTails() throws IOException {
        for (var reading : readings) {
            skipTail(reading.in);
            reading.stream.broken().ifPresent(why -> noteBroken(reading, why));
        }
    }

    /** Bytes passed in all files. */
    private long passed() {
        long sum = 0;
        for (var reading : readings) {
            sum += reading.in.offset();
        }
        return sum;
    }

    /** What was found, once the file was read. */
    SourceResult result(long lateEvents, Optional<EventFileStats> file) {
        var bytes = readings.stream().map(Reading::bytes).toList();
        return new SourceResult(
                decoder.format(),
                bytes.get(0).size(),
                bytes.get(0).decoded(),
                bytes.get(0).skipped(),
                decoder.lostEvents(),
                lateEvents,
                decoder.resolutionNs(),
                decoder.clock(),
                issues.rows(),
                file,
                bytes.subList(1, bytes.size()));
    }

    /** What there is to say of the files, all of it once they have ended. */
    public IssueLog issues() {
        return issues;
    }

    @Override
    public void close() throws IOException {
        for (var reading : readings) {
            reading.in.close();
        }
    }

    private boolean decoded(EventBatch batch) throws IOException {
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

    private void skipTail(ByteCursor file) throws IOException {
        long offset = file.offset();
        long bytes = file.skipToEnd();
        if (bytes > 0) {
            var message = "%s@0x%x: %d bytes not read".formatted(file.file(), offset, bytes);
            issues.add(new Issue(offset, IssueKind.SKIPPED, Severity.WARNING, bytes, Optional.empty(), message));
        }
    }

    private void noteBroken(Reading reading, String why) {
        long at = reading.stream.bytes();
        issues.add(
                at,
                IssueKind.BROKEN_CONTAINER,
                Severity.ERROR,
                "%s@0x%x: cannot be decompressed any further: %s".formatted(reading.in.file(), at, why));
    }
}
