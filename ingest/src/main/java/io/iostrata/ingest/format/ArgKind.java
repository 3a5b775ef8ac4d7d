package io.iostrata.ingest.format;

/** How an argument's value is written in {@code events.args}. */
public enum ArgKind {
    /** u64 as {@code 0x} and lower-case hex without leading zeros. */
    HEX,
    /** Signed decimal. */
    DECIMAL,
    /** u64 as unsigned decimal. */
    UNSIGNED,
    /** Bytes as they are; the value holds where they stand in the batch's text. */
    TEXT;

    private static final ArgKind[] VALUES = values();

    /** The kind of that ordinal. */
    public static ArgKind of(byte code) {
        return VALUES[code];
    }
}
