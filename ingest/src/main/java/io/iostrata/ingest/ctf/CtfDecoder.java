package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A trace of the Common Trace Format 1.8 (diamon.org/ctf/v1.8.3): a directory of a {@code metadata} file, which declares
 * in TSDL how everything else is laid out ({@link MetadataText}, {@link MetadataParser}), and stream files
 * ({@link StreamFile}), which are read together, earliest event first. As written by LTTng 2.x (user space and kernel),
 * {@code perf data convert --to-ctf} and barectf.
 */
public final class CtfDecoder implements TraceDecoder {
    private final List<ByteCursor> files;
    private final Names names;
    private final IssueLog issues;
    private final List<StreamFile> streams = new ArrayList<>();
    private final List<StreamFile> waiting = new ArrayList<>();
    private Optional<Row> row = Optional.empty();
    private Optional<Clock> clock = Optional.empty();
    private boolean hasEvents;
    private long rows;

    public CtfDecoder(DecodeInput input) {
        files = Stream.concat(Stream.of(input.in()), input.others().stream()).toList();
        names = input.names();
        issues = input.issues();
    }

    /** True for metadata, plain or in packets, and for streams. */
    public static boolean recognises(Head head) {
        return MetadataText.recognises(head.bytes()) || StreamFile.recognises(head.bytes());
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (row.isEmpty()) {
            row = Optional.of(new Row(batch, names));
            begin(row.get());
        }
        var target = row.get();
        target.into(batch);
        while (!batch.isFull()) {
            if (waiting.isEmpty()) {
                reportDropped(target);
                return false;
            }
            append(batch);
        }
        return true;
    }

    @Override
    public String format() {
        return "CTF 1.8";
    }

    @Override
    public long lostEvents() {
        return streams.stream().mapToLong(StreamFile::lost).sum();
    }

    @Override
    public OptionalLong resolutionNs() {
        return hasEvents && clock.isPresent() ? OptionalLong.of(clock.get().resolutionNs()) : OptionalLong.empty();
    }

    @Override
    public Optional<String> clock() {
        return hasEvents ? clock.flatMap(Clock::traceClock) : Optional.empty();
    }

    private void begin(Row target) throws IOException {
        var metadata = metadata();
        var plan = TracePlan.of(MetadataText.read(metadata), names);
        noteClocks(metadata, plan);
        for (var file : files) {
            if (!file.equals(metadata)) {
                var stream = new StreamFile(new StreamFile.Source(file, issues), plan, target);
                streams.add(stream);
                if (stream.next()) {
                    waiting.add(stream);
                }
            }
        }
    }

    private ByteCursor metadata() throws IOException {
        for (var file : files) {
            int have = file.buffered(64);
            byte[] head = new byte[have];
            System.arraycopy(file.buffer(), file.position(), head, 0, have);
            if (MetadataText.recognises(head)) {
                return file;
            }
        }
        throw files.get(0)
                .malformed(0, "a stream of a CTF trace without its metadata, expected a file 'metadata' beside it");
    }

    private void noteClocks(ByteCursor metadata, TracePlan plan) {
        var clocks = plan.streams().values().stream()
                .flatMap(stream -> stream.clock().stream())
                .distinct()
                .toList();
        clock = clocks.stream().findFirst();
        for (var each : clocks) {
            if (each.isMonotonic()) {
                var message = "%s@0x0: clock monotonic has its zero %d ns after the epoch";
                issues.add(0, IssueKind.FOUND, Severity.INFO, message.formatted(metadata.file(), each.offsetNs()));
            }
        }
        if (clocks.size() > 1) {
            var message = "%s@0x0: streams of %d clocks, expected one: stamps are taken for those of '%s'";
            issues.add(
                    0,
                    IssueKind.UNKNOWN_CLOCK,
                    Severity.WARNING,
                    message.formatted(
                            metadata.file(), clocks.size(), clocks.get(0).name()));
        }
    }

    /** Appends events of the earliest file until another has an earlier one. */
    private void append(EventBatch batch) throws IOException {
        int earliest = 0;
        long nextNs = Long.MAX_VALUE;
        for (int i = 1; i < waiting.size(); i++) {
            if (waiting.get(i).timeNs() < waiting.get(earliest).timeNs()) {
                nextNs = waiting.get(earliest).timeNs();
                earliest = i;
            } else {
                nextNs = Math.min(nextNs, waiting.get(i).timeNs());
            }
        }
        var file = waiting.get(earliest);
        boolean more = true;
        do {
            int appended = file.append(batch, rows);
            rows += appended;
            hasEvents |= appended > 0;
            more = file.next();
        } while (more && file.timeNs() < nextNs && !batch.isFull());
        if (!more) {
            waiting.remove(earliest);
        }
    }

    private void reportDropped(Row target) {
        if (target.dropped() > 0) {
            var in = files.get(0);
            var message = "%s@0x0: %d values of rows too long, expected at most 200 arguments and 512 kB of text";
            issues.add(0, IssueKind.SKIPPED, Severity.WARNING, message.formatted(in.file(), target.dropped()));
        }
    }
}
