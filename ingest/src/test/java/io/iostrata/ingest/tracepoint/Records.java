package io.iostrata.ingest.tracepoint;

import io.iostrata.ingest.tracepoint.EventField.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Event descriptions of real kernels, and records made to their measure. */
public final class Records {
    private Records() {}

    public static List<EventFormat> formats(String resource) {
        try (var in = Records.class.getResourceAsStream("/tracepoint/" + resource)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^(?=name: )"))
                    .filter(each -> !each.isBlank())
                    .map(each -> EventFormatReader.read("test", each).orElseThrow())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static EventFormat format(String resource, String name) {
        return formats(resource).stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A record with numbers (Long) and strings of its fields; what is not named is 0 or empty. */
    public static byte[] of(EventFormat format, ByteOrder order, Map<String, Object> values) {
        var record = ByteBuffer.allocate(4096).order(order);
        record.putShort(0, (short) format.id());
        int end = format.minimumSize();
        for (var field : format.fields()) {
            var value = values.get(field.name());
            if (value instanceof String string) {
                byte[] bytes = (string + "\0").getBytes(StandardCharsets.UTF_8);
                boolean inPlace = field.shape() == Shape.ARRAY;
                int at = inPlace ? field.offset() : end;
                record.put(
                        at,
                        bytes,
                        0,
                        inPlace && field.size() > 0 ? Math.min(bytes.length, field.size()) : bytes.length);
                if (!inPlace) {
                    record.putInt(field.offset(), end | bytes.length << 16);
                }
                end = Math.max(end, at + bytes.length);
            } else if (value instanceof Long number) {
                put(record, field, number);
            }
        }
        return Arrays.copyOf(record.array(), (end + 3) / 4 * 4);
    }

    private static void put(ByteBuffer record, EventField field, long number) {
        switch (field.size()) {
            case 1 -> record.put(field.offset(), (byte) number);
            case 2 -> record.putShort(field.offset(), (short) number);
            case 4 -> record.putInt(field.offset(), (int) number);
            default -> record.putLong(field.offset(), number);
        }
    }
}
