package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import java.nio.charset.StandardCharsets;

/** Arguments' values as {@code events.args} holds them, in UTF-8. */
public final class ArgTexts {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private ArgTexts() {}

    public static byte[] of(EventBatch batch, int arg) {
        return batch.argKind(arg) == ArgKind.HEX
                ? hex(batch.argValue(arg))
                : batch.argText(arg).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(long value) {
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        byte[] text = new byte[2 + digits];
        text[0] = '0';
        text[1] = 'x';
        long left = value;
        for (int i = text.length - 1; i > 1; i--) {
            text[i] = DIGITS[(int) left & 0xf];
            left >>>= 4;
        }
        return text;
    }
}
