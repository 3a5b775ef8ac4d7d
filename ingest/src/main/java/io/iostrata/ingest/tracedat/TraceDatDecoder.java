package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * trace-cmd's trace.dat, versions 6 ({@link SequentialFile}) and 7 ({@link SectionFile}), as rows: the events of all CPUs
 * and buffers ({@link PageReader}) in order of time. Rows are those of the events' text; {@link Records} finds the plans.
 */
public final class TraceDatDecoder implements TraceDecoder {
    private final DecodeInput input;
    private final Trouble trouble;
    private Optional<Opened> opened = Optional.empty();
    private String version = "";

    /** A file whose beginning was read. */
    private record Opened(
            Spool spool, Metadata metadata, Clock clock, Losses losses, CpuMerge merge, Records records) {}

    public TraceDatDecoder(DecodeInput input) {
        this.input = input;
        trouble = new Trouble(input.in(), input.issues());
    }

    public static boolean recognises(Head head) {
        return Initial.recognises(head);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (opened.isEmpty()) {
            opened = Optional.of(open());
        }
        var file = opened.get();
        while (!batch.isFull()) {
            if (!file.merge.next()) {
                file.losses.statistics(file.metadata.options().cpuStat());
                file.records.end();
                file.spool.close();
                return false;
            }
            file.records.append(batch, file.merge.cpu());
        }
        return true;
    }

    @Override
    public String format() {
        return version.isEmpty() ? "trace.dat" : "trace.dat " + version;
    }

    @Override
    public long lostEvents() {
        return opened.map(file -> file.losses.events()).orElse(0L);
    }

    @Override
    public OptionalLong resolutionNs() {
        return opened.map(file -> file.clock.resolutionNs()).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<String> clock() {
        return opened.flatMap(file -> file.clock.name());
    }

    private Opened open() throws IOException {
        var spool = Spool.of(input.in());
        Initial initial;
        try (var in = spool.cursor(0)) {
            initial = Initial.read(in);
        }
        version = Integer.toString(initial.version());
        var metadata = new Metadata(initial, spool.name(), input.issues());
        var expansion = new Expansion(spool.size());
        if (initial.version() == 6) {
            new SequentialFile(initial, spool, metadata, trouble).read();
        } else {
            new SectionFile(initial, spool, metadata, trouble).read();
        }
        var clock = new Clock(metadata.options(), input.clock());
        noteCorrection(metadata.options());
        var losses = new Losses(trouble, clock);
        var cpus = new ArrayList<CpuEvents>();
        for (var data : usable(metadata.cpus(), spool)) {
            var pages = new PageSource(data, spool, initial, trouble, expansion);
            cpus.add(new CpuEvents(data, pages, new PageReader(metadata.layout()), losses, trouble));
        }
        var records = new Records(metadata, input, trouble, clock);
        return new Opened(spool, metadata, clock, losses, new CpuMerge(cpus, clock), records);
    }

    private void noteCorrection(Options options) {
        if (!options.shifts().isEmpty()) {
            trouble.add(-1, IssueKind.FOUND, Severity.INFO, 1, "stamps are corrected to the host's clock");
        }
    }

    /** The CPUs' data that lie in the file, each byte at most once. */
    private List<CpuData> usable(List<CpuData> cpus, Spool spool) {
        var inFile =
                cpus.stream().sorted(Comparator.comparingLong(CpuData::offset)).toList();
        var refused = new ArrayList<CpuData>();
        long end = 0;
        for (var cpu : inFile) {
            if (cpu.size() == 0) {
                refused.add(cpu);
            } else if (cpu.offset() < end || cpu.size() < 0 || cpu.offset() >= spool.size()) {
                refused.add(cpu);
                var what = "CPU %d with %d bytes, expected inside the file and apart from other CPUs";
                trouble.truncated(cpu.offset(), 0, what.formatted(cpu.cpu(), cpu.size()));
            } else {
                end = cpu.offset() + Math.min(cpu.size(), spool.size() - cpu.offset());
                noteCut(cpu, spool);
            }
        }
        return cpus.stream().filter(cpu -> !refused.contains(cpu)).toList();
    }

    private void noteCut(CpuData cpu, Spool spool) {
        if (cpu.size() > spool.size() - cpu.offset()) {
            var what = "the file ends in the events of CPU %d, %d bytes before they do";
            long missing = cpu.size() - (spool.size() - cpu.offset());
            trouble.truncated(spool.size(), 0, what.formatted(cpu.cpu(), missing));
        }
    }
}
