package io.iostrata.ingest.simpletrace;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Arguments of an undeclared record: {@code arg1}, {@code arg2}, … as u64, what is left over in {@code rest} as hex digits. */
final class RawArguments {
    /** Words kept apart; a batch's row has room for no more than {@link EventBatch#ROW_ARGS}. */
    private static final int MOST_WORDS = 128;

    private final int[] keys = new int[MOST_WORDS];
    private final Names names;
    private int known;

    RawArguments(Names names) {
        this.names = names;
    }

    /** Appends the arguments of the reader's record, which stands in {@code bytes}. */
    void append(EventBatch batch, byte[] bytes, RecordReader record) {
        int words = words(record.payloadBytes());
        int at = record.payload();
        for (int i = 0; i < words; i++, at += 8) {
            batch.arg(key(i), ArgKind.HEX, LogHeader.u64(bytes, at, record.order()));
        }
        byte[] rest = rest(bytes, at, record.payload() + record.payloadBytes());
        if (rest.length > 0) {
            batch.arg(names.id("rest"), rest, 0, rest.length);
        }
    }

    /** How many words stand apart in that many bytes. */
    static int words(int payloadBytes) {
        return Math.min(payloadBytes / 8, MOST_WORDS);
    }

    /** Bytes as hex digits. */
    static byte[] rest(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to).getBytes(StandardCharsets.US_ASCII);
    }

    private int key(int word) {
        while (known <= word) {
            keys[known] = names.id("arg" + (known + 1));
            known++;
        }
        return keys[word];
    }
}
