package io.iostrata.ingest.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The first bytes of a decompressed file: what recognition looks at.
 *
 * @param bytes at most {@link #LENGTH}
 */
public record Head(byte[] bytes) {
    public static final int LENGTH = 64 << 10;

    /** The whole lines in it (the last one too, where the file ends in it), at most {@code most}, as Latin-1. */
    public List<String> lines(int most) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int cut = bytes.length < LENGTH ? text.length() : text.lastIndexOf('\n') + 1;
        return text.substring(0, cut).lines().limit(most).toList();
    }

    /** True for a file that is text: no NUL, and next to no control characters. */
    public boolean isText() {
        int control = 0;
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
            control += b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' && b != 27 ? 1 : 0;
        }
        return control * 100 <= bytes.length;
    }
}
