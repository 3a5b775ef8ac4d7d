package io.iostrata.jobs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Protobuf messages, read without knowing what they are: fields by number. */
final class Protobuf {
    private Protobuf() {}

    /** The values of each field: numbers, or bytes. */
    record Message(Map<Integer, List<Object>> fields) {

        Message(byte[] bytes) {
            this(read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        }

        boolean has(int field) {
            return fields.containsKey(field);
        }

        long number(int field) {
            return (Long) one(field);
        }

        String text(int field) {
            return new String((byte[]) one(field), StandardCharsets.UTF_8);
        }

        List<Message> messages(int field) {
            return fields.getOrDefault(field, List.of()).stream()
                    .map(bytes -> new Message((byte[]) bytes))
                    .toList();
        }

        private Object one(int field) {
            var values = fields.getOrDefault(field, List.of());
            if (values.size() != 1) {
                throw new AssertionError("field " + field + " " + values.size() + " times in " + fields.keySet());
            }
            return values.get(0);
        }
    }

    private static Map<Integer, List<Object>> read(ByteBuffer in) {
        var fields = new TreeMap<Integer, List<Object>>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            Object value =
                    switch ((int) tag & 7) {
                        case 0 -> varint(in);
                        case 1 -> in.getLong();
                        case 2 -> bytes(in);
                        default -> throw new AssertionError("type " + (tag & 7));
                    };
            fields.computeIfAbsent((int) (tag >>> 3), field -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static byte[] bytes(ByteBuffer in) {
        var bytes = new byte[Math.toIntExact(varint(in))];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
