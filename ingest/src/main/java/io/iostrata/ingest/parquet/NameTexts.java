package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 of the names of one column by their numbers, each built once. */
public final class NameTexts {
    private byte[][] texts = new byte[1024][];

    public byte[] of(Names names, int id) {
        if (id >= texts.length) {
            texts = Arrays.copyOf(texts, Math.max(id + 1, 2 * texts.length));
        }
        byte[] text = texts[id];
        if (text == null) {
            text = names.name(id).getBytes(StandardCharsets.UTF_8);
            texts[id] = text;
        }
        return text;
    }
}
