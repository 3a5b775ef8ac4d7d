package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of tracefs that describe events, put into one: the pieces of {@link Metadata} in little-endian order, and
 * behind them {@code u32 size} and the text of {@code trace_clock}.
 */
public final class TracingDirectory {
    private static final Pattern FORMAT = Pattern.compile("(?:.*/)?([^/]+)/[^/]+/format");
    private static final byte[] NOTHING = {};
    private static final int CLOCK_OPTION = 4;
    private static final int LONGEST_CLOCK = 4096;

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final Map<String, byte[]> files;

    private TracingDirectory(Map<String, byte[]> files) {
        this.files = files;
    }

    /**
     * Files by their paths in the directory: {@code header_page}, {@code header_event}, {@code SYSTEM/EVENT/format}, and
     * where they are there {@code kallsyms}, {@code printk_formats}, {@code saved_cmdlines}, {@code trace_clock}.
     */
    public static Declarations packed(String location, Map<String, byte[]> files) {
        return new Declarations(location, new TracingDirectory(files).bytes());
    }

    /** What {@link #packed} packed. */
    static Metadata metadata(Declarations packed, PageLayout layout, io.iostrata.ingest.format.IssueLog issues)
            throws IOException {
        var initial = new Initial(6, layout.order(), layout.longSize(), 0, "none", 0, 0);
        var metadata = new Metadata(initial, packed.path(), issues);
        try (var in = new ByteCursor(packed.path(), new ByteArrayInputStream(packed.text()))) {
            metadata.headerInfo(in);
            metadata.ftraceEvents(in);
            metadata.eventFormats(in);
            metadata.kallsyms(in);
            metadata.printk(in);
            metadata.cmdlines(in);
            long clock = Math.min(in.u32("size of trace_clock"), LONGEST_CLOCK);
            metadata.options().read(CLOCK_OPTION, in, (int) clock);
        }
        return metadata;
    }

    private byte[] bytes() {
        named("header_page");
        named("header_event");
        u32(0);
        formats();
        sized(file("kallsyms"));
        sized(NOTHING);
        long64(file("saved_cmdlines"));
        sized(file("trace_clock"));
        return packed.toByteArray();
    }

    private byte[] file(String path) {
        return files.getOrDefault(path, NOTHING);
    }

    private void named(String name) {
        text(name);
        long64(file(name));
    }

    private void formats() {
        var systems = new TreeMap<String, Map<String, byte[]>>();
        files.forEach((path, content) -> {
            var format = FORMAT.matcher(path);
            if (format.matches()) {
                systems.computeIfAbsent(format.group(1), system -> new TreeMap<>())
                        .put(path, content);
            }
        });
        u32(systems.size());
        systems.forEach((system, events) -> {
            text(system);
            u32(events.size());
            events.values().forEach(this::long64);
        });
    }

    private void text(String text) {
        packed.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        packed.write(0);
    }

    private void sized(byte[] content) {
        u32(content.length);
        packed.writeBytes(content);
    }

    private void long64(byte[] content) {
        u32(content.length);
        u32(0);
        packed.writeBytes(content);
    }

    private void u32(int value) {
        packed.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
