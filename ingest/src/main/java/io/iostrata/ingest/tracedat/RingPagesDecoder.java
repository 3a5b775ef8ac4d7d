package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.CpuData.Packing;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bare pages of the kernel's ring buffer, as {@code per_cpu/cpuN/trace_pipe_raw} gives them, a file for each CPU: rows of
 * all CPUs in order of time. What the events are is in the directory {@code events} of tracefs ({@link TracingDirectory}).
 */
public final class RingPagesDecoder implements TraceDecoder {
    private static final Pattern CPU = Pattern.compile(".*cpu(\\d{1,6})\\D*");

    private final DecodeInput input;
    private final List<CpuFile> files = new ArrayList<>();
    private Optional<Opened> opened = Optional.empty();

    /** Files whose beginning was read. */
    private record Opened(Clock clock, CpuMerge merge, Records records) {}

    private record CpuFile(int cpu, Trouble trouble, Spool spool, Losses losses) {}

    public RingPagesDecoder(DecodeInput input) {
        this.input = input;
    }

    public static boolean recognises(Head head) {
        return RingPages.layout(head).isPresent();
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (input.declarations().isEmpty()) {
            missing();
            return false;
        }
        if (opened.isEmpty()) {
            opened = Optional.of(open(input.declarations().get()));
        }
        var rows = opened.get();
        while (!batch.isFull()) {
            if (!rows.merge.next()) {
                rows.records.end();
                close();
                return false;
            }
            rows.records.append(batch, rows.merge.cpu());
        }
        return true;
    }

    @Override
    public String format() {
        return "trace_pipe_raw";
    }

    @Override
    public long lostEvents() {
        return files.stream().mapToLong(file -> file.losses.events()).sum();
    }

    @Override
    public OptionalLong resolutionNs() {
        return opened.map(rows -> rows.clock.resolutionNs()).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<String> clock() {
        return opened.flatMap(rows -> rows.clock.name());
    }

    private void missing() throws IOException {
        for (var in : cursors().toList()) {
            var what = "pages of a ring buffer without descriptions of their events, expected a directory events or"
                    + " formats with header_page beside the file or above it";
            new Trouble(in, input.issues()).add(0, IssueKind.MISSING_DECLARATIONS, Severity.WARNING, 1, what);
            in.skipToEnd();
        }
    }

    private Stream<ByteCursor> cursors() {
        return Stream.concat(Stream.of(input.in()), input.others().stream());
    }

    private Opened open(Declarations descriptions) throws IOException {
        var metadata = TracingDirectory.metadata(descriptions, layout(), input.issues());
        var clock = new Clock(metadata.options(), input.clock());
        int position = 0;
        for (var in : cursors().toList()) {
            var trouble = new Trouble(in, input.issues());
            int cpu = cpu(in.file()).orElse(position);
            files.add(new CpuFile(cpu, trouble, Spool.of(in), new Losses(trouble, clock)));
            position++;
        }
        files.sort(Comparator.comparing(CpuFile::cpu));
        var cpus = new ArrayList<CpuEvents>();
        for (var file : files) {
            cpus.add(events(file, metadata));
        }
        var records = new Records(metadata, withoutTraceEvents(), files.get(0).trouble, clock);
        return new Opened(clock, new CpuMerge(cpus, clock), records);
    }

    /** What is left for QEMU's markers: the descriptions of the kernel's events are none of theirs. */
    private DecodeInput withoutTraceEvents() {
        return new DecodeInput(input.in(), input.names(), input.issues(), Optional.empty(), input.clock());
    }

    private static CpuEvents events(CpuFile file, Metadata metadata) throws IOException {
        var layout = metadata.layout();
        int pageSize = metadata.pageSize();
        var data = new CpuData("", file.cpu, 0, file.spool.size(), pageSize, Packing.PLAIN);
        var initial = new Initial(6, layout.order(), layout.longSize(), pageSize, "none", 0, 0);
        var pages = new PageSource(data, file.spool, initial, file.trouble, new Expansion(file.spool.size()));
        return new CpuEvents(
                data,
                pages,
                new PageReader(layout),
                new CpuEvents.Account(file.losses, file.trouble, Optional.empty()));
    }

    /** The layout that the first of the files shows. */
    private PageLayout layout() throws IOException {
        var in = input.in();
        int have = in.buffered(Head.LENGTH);
        byte[] head = Arrays.copyOfRange(in.buffer(), in.position(), in.position() + have);
        return RingPages.layout(new Head(head))
                .orElseThrow(() -> in.malformed(0, "no page of a ring buffer, expected its events to end with it"));
    }

    /** The number of the CPU, which stands in the path of its file. */
    private static Optional<Integer> cpu(String path) {
        var name = CPU.matcher(path);
        return name.matches() ? Optional.of(Integer.valueOf(name.group(1))) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            file.spool.close();
        }
    }
}
