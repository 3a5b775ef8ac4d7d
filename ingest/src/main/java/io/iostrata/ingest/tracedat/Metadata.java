package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.tracepoint.EventFormat;
import io.iostrata.ingest.tracepoint.EventFormatReader;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a file tells about its events, in the pieces that both versions have:
 *
 * <pre>
 * header info    := "header_page" NUL u64 size text "header_event" NUL u64 size text
 * ftrace events  := u32 count { u64 size format }
 * event formats  := u32 systems { name NUL u32 count { u64 size format } }
 * kallsyms, printk := u32 size text
 * cmdlines       := u64 size text
 * </pre>
 */
final class Metadata {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_KALLSYMS = 20 << 20;
    private static final int LARGEST_PAGE = 1 << 20;
    private static final int MOST_FORMATS = 1 << 16;
    /** Bytes of formats: those of a kernel with all its modules and system calls are 5 MB. */
    private static final long MOST_FORMAT_TEXT = 16 << 20;
    /** CPUs of all buffers together. */
    private static final int MOST_CPUS = 1 << 14;

    private static final Pattern PAGE_FIELD =
            Pattern.compile("field:\\s*\\S+ (commit|data);\\s*offset:(\\d{1,4});\\s*size:(\\d{1,7});");

    private final IssueLog issues;
    private final String file;
    private final Map<Integer, EventFormat> formats = new HashMap<>();
    private final List<CpuData> cpus = new ArrayList<>();
    private final Options options = new Options();
    private final Cmdlines cmdlines = new Cmdlines();
    private Kallsyms kallsyms = Kallsyms.none();
    private PageLayout layout;
    private long formatText;
    private int pageSize = 4096;

    Metadata(Initial initial, String file, IssueLog issues) {
        this.file = file;
        this.issues = issues;
        layout = PageLayout.of(initial.order(), initial.longSize());
    }

    Map<Integer, EventFormat> formats() {
        return formats;
    }

    List<CpuData> cpus() {
        return cpus;
    }

    /** Takes in the data of one more CPU. */
    void add(CpuData cpu) throws MalformedTraceException {
        if (cpus.size() == MOST_CPUS) {
            throw new MalformedTraceException(
                    file, cpu.offset(), "one more CPU, expected at most %d of all buffers".formatted(MOST_CPUS));
        }
        cpus.add(cpu);
    }

    Options options() {
        return options;
    }

    Cmdlines cmdlines() {
        return cmdlines;
    }

    Kallsyms kallsyms() {
        return kallsyms;
    }

    PageLayout layout() {
        return layout;
    }

    /** Bytes of a page as header_page has them. */
    int pageSize() {
        return pageSize;
    }

    void headerInfo(ByteCursor in) throws IOException {
        Initial.text(in, 16, "header_page");
        var page = text(in, in.u64("size of header_page"), "header_page");
        Initial.text(in, 16, "header_event");
        text(in, in.u64("size of header_event"), "header_event");
        int commitSize = 0;
        int data = 0;
        int dataSize = 0;
        var field = PAGE_FIELD.matcher(page);
        while (field.find()) {
            if (field.group(1).equals("commit")) {
                commitSize = Integer.parseInt(field.group(3));
            } else {
                data = Integer.parseInt(field.group(2));
                dataSize = Integer.parseInt(field.group(3));
            }
        }
        if ((commitSize == 4 || commitSize == 8) && data >= 8 + commitSize && data <= 64) {
            layout = new PageLayout(layout.order(), commitSize, data);
            boolean isSize = dataSize >= 64 && dataSize <= LARGEST_PAGE - data;
            pageSize = isSize ? data + dataSize : pageSize;
        }
    }

    void ftraceEvents(ByteCursor in) throws IOException {
        formats("ftrace", in);
    }

    void eventFormats(ByteCursor in) throws IOException {
        long systems = in.u32("number of systems");
        for (long i = 0; i < systems; i++) {
            formats(Initial.text(in, 256, "system"), in);
        }
    }

    private void formats(String system, ByteCursor in) throws IOException {
        long count = in.u32("number of formats");
        for (long i = 0; i < count; i++) {
            long offset = in.offset();
            var text = text(in, in.u64("size of format"), "format");
            formatText += text.length();
            if (formatText > MOST_FORMAT_TEXT) {
                throw in.malformed(offset, "%d bytes of formats, expected at most %d", formatText, MOST_FORMAT_TEXT);
            }
            var format = EventFormatReader.read(system, text);
            if (format.isPresent() && formats.size() < MOST_FORMATS) {
                formats.putIfAbsent(format.get().id(), format.get());
            } else {
                var found = text.lines().findFirst().orElse("");
                issues.add(
                        offset,
                        IssueKind.MALFORMED,
                        Severity.WARNING,
                        "%s@0x%x: '%s', expected a description of an event of %s"
                                .formatted(file, offset, found.substring(0, Math.min(80, found.length())), system));
            }
        }
    }

    void kallsyms(ByteCursor in) throws IOException {
        kallsyms = Kallsyms.of(in.bytes(in.u32("size of kallsyms"), LONGEST_KALLSYMS, "kallsyms"));
    }

    void printk(ByteCursor in) throws IOException {
        in.bytes(in.u32("size of printk formats"), LONGEST_TEXT, "printk formats");
    }

    void cmdlines(ByteCursor in) throws IOException {
        cmdlines.read(text(in, in.u64("size of cmdlines"), "cmdlines"));
    }

    private static String text(ByteCursor in, long size, String what) throws IOException {
        return new String(in.bytes(size, LONGEST_TEXT, what), StandardCharsets.UTF_8);
    }
}
