package io.iostrata.ingest.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes of unknown charset as a string that loses nothing: UTF-8 where it is, otherwise every byte above 0x7f as {@code \xNN}. */
public final class Utf8 {
    private Utf8() {}

    public static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return escaped(bytes, from, to);
        }
    }

    private static String escaped(byte[] bytes, int from, int to) {
        var text = new StringBuilder(to - from + 16);
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 0) {
                text.append((char) bytes[i]);
            } else {
                text.append("\\x%02x".formatted(bytes[i] & 0xff));
            }
        }
        return text.toString();
    }
}
