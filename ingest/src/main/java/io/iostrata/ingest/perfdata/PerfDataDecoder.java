package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.Trouble;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code perf record} writes to a file or a pipe, version 2 (tools/perf/Documentation/perf.data-file-format.txt):
 *
 * <pre>
 * file := {@link FileHeader}, ids, attrs, data, { section of a feature }     ({@link Descriptions})
 * pipe := {@link FileHeader}, data
 * data := { record }                                          ({@link RecordReader}, {@link Records}, {@link Samples})
 * </pre>
 *
 * <p>A file whose recorder was killed says that it has no data and has no features: it is read to its end.
 */
public final class PerfDataDecoder implements TraceDecoder {
    private final DecodeInput input;
    private final Trouble trouble;
    private Optional<Opened> opened = Optional.empty();
    private boolean isPipe;

    /** A file whose beginning was read. */
    private record Opened(Spool spool, Descriptions descriptions, RecordReader reader, Records records) {
        void close() throws IOException {
            reader.close();
            spool.close();
        }
    }

    public PerfDataDecoder(DecodeInput input) {
        this.input = input;
        trouble = new Trouble(input.in(), input.issues());
    }

    public static boolean recognises(Head head) {
        return FileHeader.recognises(head);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (opened.isEmpty()) {
            opened = Optional.of(open());
        }
        boolean more = false;
        try {
            more = opened.get().records.read(batch);
        } finally {
            if (!more) {
                opened.get().close();
            }
        }
        return more;
    }

    @Override
    public String format() {
        return isPipe ? "perf.data 2 pipe" : "perf.data 2";
    }

    @Override
    public long lostEvents() {
        return opened.map(file -> file.records.losses().events()).orElse(0L);
    }

    @Override
    public OptionalLong resolutionNs() {
        return opened.isPresent() ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<String> clock() {
        return opened.flatMap(file -> file.descriptions.clock());
    }

    private Opened open() throws IOException {
        var spool = Spool.of(input.in());
        try {
            return open(spool);
        } catch (IOException unreadable) {
            spool.close();
            throw unreadable;
        }
    }

    private Opened open(Spool spool) throws IOException {
        var header = header(spool);
        isPipe = header.isPipe();
        var descriptions = new Descriptions(header, spool, trouble);
        long end = isPipe ? spool.size() : describedEnd(header, spool, descriptions);
        var skipped = new SkippedRecords(trouble);
        var reader = new RecordReader(spool, header, end, trouble, skipped);
        var records = new Records(reader, descriptions, header, input.names(), trouble, skipped);
        return new Opened(spool, descriptions, reader, records);
    }

    private static FileHeader header(Spool spool) throws IOException {
        try (var in = spool.cursor(0)) {
            return FileHeader.read(in);
        }
    }

    /** Reads what describes the events of a file; returns where its data ends. */
    private long describedEnd(FileHeader header, Spool spool, Descriptions descriptions) throws IOException {
        long from = header.data().offset();
        long size = header.data().size();
        if (from < FileHeader.PIPE_SIZE || from > spool.size()) {
            var what = "data at 0x%x, expected inside the file of %d bytes";
            throw input.in().malformed(40, what, from, spool.size());
        }
        descriptions.attrs();
        if (size > 0 && size <= spool.size() - from) {
            descriptions.features(from + size);
            return from + size;
        }
        var cut = "the file ends in its data, expected %d bytes of it".formatted(size);
        var killed = "the recorder did not come to say how much data there is; tracepoints have no descriptions";
        trouble.truncated(spool.size(), 0, size == 0 ? killed : cut);
        return spool.size();
    }
}
