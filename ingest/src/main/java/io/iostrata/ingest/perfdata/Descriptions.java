package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.TracingData;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What a file tells about its events: attrs and feature sections, or the records in their place that go to a pipe.
 *
 * <pre>
 * attr       := perf_event_attr, section ids          ids := u64 …
 * event desc := u32 events, u32 size of an attr { attr, u32 ids, u32 length, name NUL …, u64 ids }
 * clock data := u32 version, u32 clock, u64 wall time, u64 time of the clock
 * </pre>
 */
final class Descriptions {
    private static final int EVENT_NAME = 2;
    private static final int TRACING_DATA = 1;
    private static final int EVENT_DESC = 12;
    private static final int DIR_FORMAT = 24;
    private static final int CLOCK_DATA = 29;
    private static final int LARGEST_ATTR = 4096;
    /** Of all events together. */
    private static final int LARGEST_IDS = 8 << 20;

    private static final int IDS_AT_ONCE = 1024;
    private static final int LONGEST_NAME = 4096;
    private static final Set<Integer> NEEDED = Set.of(TRACING_DATA, EVENT_DESC, DIR_FORMAT, CLOCK_DATA);
    private static final int MOST_FEATURES = 8;

    private final FileHeader header;
    private final Spool spool;
    private final Trouble trouble;
    private final SampledEvents events = new SampledEvents();
    private TracingData tracing;
    private int clockId = Attr.OWN_CLOCK;
    private int featuresRead;
    private int idBytes;

    Descriptions(FileHeader header, Spool spool, Trouble trouble) {
        this.header = header;
        this.spool = spool;
        this.trouble = trouble;
        tracing = TracingData.none(header.order());
    }

    SampledEvents events() {
        return events;
    }

    TracingData tracing() {
        return tracing;
    }

    /** The clock of the stamps in ftrace's words; empty for one that has no name there. */
    Optional<String> clock() {
        int id = events.first().map(Attr::clockId).orElse(Attr.OWN_CLOCK);
        return switch (id == Attr.OWN_CLOCK ? clockId : id) {
            case Attr.OWN_CLOCK -> Optional.of("perf");
            case 0 -> Optional.of("realtime");
            case 1 -> Optional.of("mono");
            case 4 -> Optional.of("mono_raw");
            case 7 -> Optional.of("boot");
            case 11 -> Optional.of("tai");
            default -> Optional.empty();
        };
    }

    /** Reads the attrs of a file. */
    void attrs() throws IOException {
        long each = header.attrSize();
        var section = header.attrs();
        long count = each < Attr.SMALLEST + 16 || each > LARGEST_ATTR ? 0 : section.size() / each;
        byte[] bytes = new byte[LARGEST_ATTR];
        var view = new RecordView(header.order());
        for (long i = 0; i < Math.min(Math.max(0, count), SampledEvents.MOST); i++) {
            int have = spool.read(section.offset() + i * each, bytes, (int) each);
            view.set(bytes, 0, have);
            if (have == each) {
                int event = events.add(Attr.of(view, header.order()));
                ids(event, view.s64((int) each - 16), view.s64((int) each - 8));
            }
        }
        if (events.size() == 0 || events.size() != count) {
            trouble.add(
                    section.offset(),
                    IssueKind.MALFORMED,
                    Severity.WARNING,
                    1,
                    "attrs of %d bytes in %d bytes, expected 80 to %d and at least one"
                            .formatted(each, section.size(), LARGEST_ATTR));
        }
    }

    private void ids(int event, long offset, long size) throws IOException {
        byte[] bytes = new byte[IDS_AT_ONCE];
        var view = new RecordView(header.order());
        long at = 0;
        int have = 8;
        while (have >= 8 && size - at >= 8 && idBytes < LARGEST_IDS) {
            have = spool.read(offset + at, bytes, (int) Math.min(IDS_AT_ONCE, size - at)) & -8;
            view.set(bytes, 0, have);
            identify(event, view, 0);
            at += have;
            idBytes += have;
        }
    }

    private void identify(int event, RecordView view, int from) {
        for (int at = from; at <= view.size() - 8; at += 8) {
            events.identify(view.s64(at), event);
        }
    }

    /** Takes in the body of a record that holds an attr and its ids. */
    void attr(RecordView body) {
        int size = Attr.size(body);
        int event = body.size() < Attr.SMALLEST || size < Attr.SMALLEST || size > body.size()
                ? -1
                : events.add(Attr.of(body, header.order()));
        if (event >= 0) {
            identify(event, body, size);
        }
    }

    /** Takes in the body of a record that tells more of an event: {@code u64 what, u64 id, name}. */
    void update(RecordView body) {
        if (body.s64(0) == EVENT_NAME) {
            int from = body.from() + Math.min(16, body.size());
            int to = body.from() + body.textEnd(16);
            events.name(body.s64(8), new String(body.bytes(), from, to - from, StandardCharsets.UTF_8));
        }
    }

    /** Reads the sections behind data that end at {@code dataEnd}. */
    void features(long dataEnd) throws IOException {
        byte[] bytes = new byte[16];
        var view = new RecordView(header.order());
        for (int i = 0; i < header.features().size(); i++) {
            view.set(bytes, 0, spool.read(dataEnd + 16L * i, bytes, 16));
            long offset = view.s64(0);
            boolean isThere = view.size() == 16 && offset > 0 && offset < spool.size() && view.s64(8) > 0;
            if (isThere && isNeeded(header.features().get(i))) {
                feature(header.features().get(i), spool.cursor(offset), offset);
            }
        }
    }

    /** Takes in the body of a record that is a feature: {@code u64 feature, section}. */
    void feature(RecordView body, long offset) throws IOException {
        if (body.size() > 8 && isNeeded(body.s64(0))) {
            byte[] section = Arrays.copyOfRange(body.bytes(), body.from() + 8, body.from() + body.size());
            var in = ByteCursor.of(spool.name(), section);
            feature((int) body.s64(0), in, offset);
        }
    }

    private boolean isNeeded(long feature) {
        return feature == (int) feature && NEEDED.contains((int) feature) && featuresRead++ < MOST_FEATURES;
    }

    private void feature(int feature, ByteCursor in, long offset) throws IOException {
        in.order(header.order());
        try {
            switch (feature) {
                case TRACING_DATA -> tracing = TracingData.read(in, trouble.issues());
                case EVENT_DESC -> eventDesc(in);
                case CLOCK_DATA -> {
                    in.u32("version of clock data");
                    clockId = (int) in.u32("clock");
                }
                case DIR_FORMAT -> trouble.skipped(offset, 0, "samples in further files, which are not read");
                default -> {}
            }
        } catch (MalformedTraceException malformed) {
            trouble.malformed(offset, 0, "feature %d: %s".formatted(feature, malformed.getMessage()));
        }
    }

    /** Reads the descriptions of tracepoints that stand at {@code offset}. */
    void tracing(long offset) throws IOException {
        if (isNeeded(TRACING_DATA)) {
            feature(TRACING_DATA, spool.cursor(offset), offset);
        }
    }

    private void eventDesc(ByteCursor in) throws IOException {
        long count = in.u32("number of events");
        long size = in.u32("size of an attr");
        for (long i = 0; i < count; i++) {
            in.bytes(size, LARGEST_ATTR, "attr");
            long ids = in.u32("number of ids");
            byte[] text = in.bytes(in.u32("length of name"), LONGEST_NAME, "name");
            var name = new String(text, StandardCharsets.UTF_8);
            name = name.substring(0, name.indexOf(0) < 0 ? name.length() : name.indexOf(0));
            for (long id = 0; id < ids; id++) {
                events.name(in.u64("id"), name);
            }
            if (ids == 0 && count == events.size()) {
                events.rename((int) i, name);
            }
        }
    }
}
