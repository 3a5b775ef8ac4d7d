package io.iostrata.ingest.format;

import java.nio.charset.StandardCharsets;

/** What a block request does, as the kernel's rwbs letters tell: the argument {@code op} of block events. */
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

    /**
     * The operation that the letters in {@code letters[from, to)} tell.
     *
     * @param sectors of the request; negative where not known. A preflush of none is a flush
     */
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

    /** Appends the argument to the batch's row; nothing for {@link #OTHER}. */
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
