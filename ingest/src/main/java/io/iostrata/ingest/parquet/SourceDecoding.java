package io.iostrata.ingest.parquet;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.order.BatchSink;
import io.iostrata.ingest.parquet.SourceResult.FileBytes;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One reading of a source's files from first byte to last, or of a part of a file from mark to mark: rows into a sink,
 * trouble into issues, bytes accounted for.
 */
public final class SourceDecoding implements Decoding<SourceResult> {
    /** Readings in a row that yield no row and no byte before a decoder is taken for stuck. */
    private static final int MOST_IDLE = 2;

    private final List<Reading> readings;
    private final ByteCursor in;
    private final IssueLog issues = new IssueLog();
    private final BatchPool pool;
    private final TraceDecoder decoder;
    private final Optional<PartStops> stops;
    private final Optional<Reading> head;
    private int idle;

    /** Batches are of the pool's names. */
    public SourceDecoding(SourceInput input, BatchPool pool) {
        this.pool = pool;
        stops = Optional.empty();
        head = Optional.empty();
        readings = Stream.concat(
                        Stream.of(new SourceInput.Part(input.path(), input.content())), input.others().stream())
                .map(Reading::of)
                .toList();
        in = readings.get(0).in;
        decoder = opened(input);
    }

    /**
     * Of the part of a file that begins at {@code begin}, where its content begins too, and ends at the last of the marks;
     * {@code Long.MAX_VALUE} is the end of the file.
     */
    public SourceDecoding(SourceInput input, long begin, List<Long> marks, BatchPool pool) {
        this.pool = pool;
        var stream = new CountedStream(input.content());
        in = new ByteCursor(input.path(), stream, begin, marks.get(0));
        stops = Optional.of(new PartStops(in, marks));
        readings = List.of(new Reading(stream, in, begin));
        head = input.head().map(content -> Reading.of(new SourceInput.Part(input.path(), content)));
        decoder = opened(input);
    }

    private TraceDecoder opened(SourceInput input) {
        var others = readings.stream().skip(1).map(Reading::in).toList();
        return input.decoder()
                .apply(new DecodeInput(
                        in, pool.names(), issues, input.declarations(), input.clock(), others, head.map(Reading::in)));
    }

    /** One file being read, from {@code begin} on. */
    private record Reading(CountedStream stream, ByteCursor in, long begin) {
        static Reading of(SourceInput.Part part) {
            var stream = new CountedStream(part.content());
            return new Reading(stream, new ByteCursor(part.path(), stream), 0);
        }

        FileBytes bytes() {
            long passed = in.offset() - begin;
            long skipped = Math.min(in.skippedBytes(), passed);
            return new FileBytes(in.isPart() ? passed : stream.bytes(), passed - skipped, skipped);
        }
    }

    @Override
    public String path() {
        return in.file();
    }

    @Override
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
        stops.ifPresent(part -> part.number(batch));
        if (!more && stops.filter(PartStops::goesOn).isPresent()) {
            idle = 0;
            return true;
        }
        if (more && idle == MOST_IDLE) {
            fail(batch, "read nothing %d times in a row, expected events or the end".formatted(idle));
            more = false;
        }
        if (!more && stops.map(PartStops::isToTheEnd).orElse(true)) {
            skipTails();
        }
        if (!more) {
            Stream.concat(readings.stream(), head.stream()).forEach(this::noteBroken);
        }
        return more;
    }

    /** What the part leaves to be told; empty where it cannot be told from its bytes alone, or not all of them could be read. */
    public Optional<Remainder> remainder() {
        return stops.filter(PartStops::isExact).flatMap(part -> decoder.remainder());
    }

    private void skipTails() throws IOException {
        for (var reading : readings) {
            skipTail(reading.in);
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

    @Override
    public SourceResult result(long lateEvents, Optional<EventFileStats> file) {
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

    @Override
    public IssueLog issues() {
        return issues;
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        for (var reading : readings) {
            reading.in.close();
        }
        if (head.isPresent()) {
            head.get().in.close();
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
        stops.ifPresent(PartStops::spoil);
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

    /** What a part misses it is not to be told from. */
    private void noteBroken(Reading reading) {
        long at = reading.begin + reading.stream.bytes();
        var what = stops.isPresent()
                ? "%s@0x%x: cannot be read any further: %s, expected the rest of the file"
                : "%s@0x%x: cannot be decompressed any further: %s";
        reading.stream.broken().ifPresent(why -> {
            stops.ifPresent(PartStops::spoil);
            var message = what.formatted(reading.in.file(), at, why);
            issues.add(at, IssueKind.BROKEN_CONTAINER, Severity.ERROR, message);
        });
    }
}
