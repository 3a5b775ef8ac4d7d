package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.format.EventBatch;
import java.nio.charset.StandardCharsets;

/** What a request of the block layer does, by its rwbs letters. */
public enum BlockOperation {
    READ("read"),
    WRITE("write"),
    FLUSH("flush"),
    DISCARD("discard"),
    /** Nothing the letters tell: passed-through commands. */
    OTHER("");

    private final byte[] text;

    BlockOperation(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Of a request of so many sectors: a write without any that begins with a flush is a flush. */
    public static BlockOperation of(byte[] letters, int from, int to, long sectors) {
        boolean preflush = from < to && letters[from] == 'F';
        for (int at = preflush ? from + 1 : from; at < to && !(preflush && sectors == 0); at++) {
            var told = of(letters[at]);
            if (told != OTHER) {
                return told;
            }
        }
        return preflush ? FLUSH : OTHER;
    }

    /** Appends it as an argument, if the letters tell it. */
    public void append(EventBatch batch, int key) {
        if (text.length > 0) {
            batch.arg(key, text, 0, text.length);
        }
    }

    private static BlockOperation of(byte letter) {
        return switch (letter) {
            case 'R' -> READ;
            case 'W' -> WRITE;
            case 'D' -> DISCARD;
            default -> OTHER;
        };
    }
}
