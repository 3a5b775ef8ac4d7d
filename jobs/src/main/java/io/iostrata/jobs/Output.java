package io.iostrata.jobs;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The answer, on stdout, in UTF-8 whatever the locale. */
final class Output {
    private static final int BUFFER = 1 << 16;

    private Output() {}

    static void print(String text) {
        System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** For long answers: to be flushed, not closed. */
    static Writer writer() {
        return writer(System.out);
    }

    /** UTF-8 into a stream. */
    static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    }
}
