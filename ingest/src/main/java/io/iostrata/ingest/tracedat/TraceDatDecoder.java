package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.Remainder;
import io.iostrata.ingest.format.TimeStretch;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.util.ArrayList;
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
    private final Optional<TimeStretch> part;
    /** Where the file is read: known before it proves readable. */
    private Optional<Spool> spool = Optional.empty();

    private Optional<Opened> opened = Optional.empty();
    private boolean isRead;

    /** A file whose beginning was read. */
    private record Opened(
            Contents contents, Losses losses, Optional<PartPages> pages, CpuMerge merge, Records records) {}

    public TraceDatDecoder(DecodeInput input) {
        this(input, Optional.empty());
    }

    /** Of a part of the file. */
    TraceDatDecoder(DecodeInput input, TimeStretch part) {
        this(input, Optional.of(part));
    }

    private TraceDatDecoder(DecodeInput input, Optional<TimeStretch> part) {
        this.input = input;
        this.part = part;
        trouble = new Trouble(input.in(), input.issues());
    }

    public static boolean recognises(Head head) {
        return Initial.recognises(head);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (opened.isEmpty()) {
            opened = Optional.of(part.isEmpty() ? whole() : ofPart(part.get()));
        }
        var file = opened.get();
        while (!batch.isFull()) {
            if (!file.merge.next()) {
                end(file);
                return false;
            }
            file.records.append(batch, file.merge.cpu());
        }
        return true;
    }

    private void end(Opened file) throws IOException {
        isRead = true;
        if (file.pages.isPresent()) {
            input.in().passOver(file.pages.get().bytes());
        } else {
            file.losses.statistics(file.contents.metadata().options().cpuStat());
            file.records.end();
        }
        close();
    }

    @Override
    public void close() throws IOException {
        if (spool.isPresent()) {
            spool.get().close();
        }
    }

    @Override
    public String format() {
        return opened.map(file -> "trace.dat " + file.contents.version()).orElse("trace.dat");
    }

    @Override
    public long lostEvents() {
        return opened.map(file -> file.losses.events()).orElse(0L);
    }

    @Override
    public OptionalLong resolutionNs() {
        return opened.map(file -> file.contents.clock().resolutionNs()).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<String> clock() {
        return opened.flatMap(file -> file.contents.clock().name());
    }

    @Override
    public Optional<Remainder> remainder() {
        return opened.filter(file ->
                        isRead && file.pages.isPresent() && file.pages.get().areProved())
                .map(file -> file.records.remainder(
                        file.losses.ofTopBuffer(),
                        file.contents.metadata().options().cpuStat()));
    }

    private Opened whole() throws IOException {
        var contents = contents(Spool.of(input.in()), trouble);
        noteCorrection(contents);
        var losses = new Losses(trouble, contents.clock());
        var expansion = new Expansion(contents.spool().size());
        var cpus = new ArrayList<CpuEvents>();
        for (var data : contents.cpus()) {
            var pages = new PageSource(data, contents.spool(), contents.initial(), trouble, expansion);
            cpus.add(events(contents, pages, new CpuEvents.Account(losses, trouble, Optional.empty())));
        }
        return opened(contents, losses, Optional.empty(), cpus);
    }

    /** The first part tells what is wrong with what stands before the events. */
    private Opened ofPart(TimeStretch stretch) throws IOException {
        var contents = contents(stretch.file(), stretch.isFirst() ? trouble : trouble.untold());
        if (stretch.isFirst()) {
            noteCorrection(contents);
        }
        var losses = new Losses(trouble, contents.clock());
        var pages = PartPages.of(contents, stretch, input.in());
        var expansion = new Expansion(0);
        var cpus = new ArrayList<CpuEvents>();
        for (var slice : pages.slices()) {
            var source = new PageSource(slice.data(), stretch.file(), contents.initial(), trouble, expansion);
            cpus.add(events(contents, source, new CpuEvents.Account(losses, trouble, Optional.of(slice))));
        }
        return opened(contents, losses, Optional.of(pages), cpus);
    }

    private Contents contents(Spool file, Trouble told) throws IOException {
        spool = Optional.of(file);
        return Contents.read(file, told, input.clock());
    }

    private static CpuEvents events(Contents contents, PageSource pages, CpuEvents.Account account) {
        return new CpuEvents(
                pages.data(), pages, new PageReader(contents.metadata().layout()), account);
    }

    private Opened opened(Contents contents, Losses losses, Optional<PartPages> pages, List<CpuEvents> cpus)
            throws IOException {
        var records = new Records(contents.metadata(), input, trouble, contents.clock());
        return new Opened(contents, losses, pages, new CpuMerge(cpus, contents.clock()), records);
    }

    private void noteCorrection(Contents contents) {
        if (!contents.metadata().options().shifts().isEmpty()) {
            trouble.add(-1, IssueKind.FOUND, Severity.INFO, 1, "stamps are corrected to the host's clock");
        }
    }
}
