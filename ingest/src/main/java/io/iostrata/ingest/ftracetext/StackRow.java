package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.LineText;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stack trace: a line {@code <stack trace>}, then one line {@code  => symbol} a frame. It is a row of its own,
 * {@code kernel_stack} or {@code user_stack}, that belongs to the event before it; {@code stack} holds the symbols,
 * innermost first, joined by {@code <-}.
 */
final class StackRow {
    private static final int LONGEST = 512 << 10;
    private static final byte[] KERNEL = "<stack trace".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KERNEL_EVENT = "kernel_stack: <stack trace".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USER = "<user stack trace".getBytes(StandardCharsets.US_ASCII);

    private final int kernelStack;
    private final int userStack;
    private final int stack;
    private final ByteArrayOutputStream symbols = new ByteArrayOutputStream();
    private int event;
    private boolean open;

    StackRow(Names names) {
        kernelStack = names.id("kernel_stack");
        userStack = names.id("user_stack");
        stack = names.id("stack");
    }

    boolean isOpen() {
        return open;
    }

    /** True if the body of a line is the first line of a stack. */
    boolean begins(byte[] bytes, int from, int to) {
        if (to - from < 2 || (bytes[from] != '<' && bytes[from + 1] != 'e')) {
            return false;
        }
        boolean user = startsWith(bytes, from, to, USER);
        event = user ? userStack : kernelStack;
        return user || startsWith(bytes, from, to, KERNEL) || startsWith(bytes, from, to, KERNEL_EVENT);
    }

    void begin(EventRow row, long seq) {
        row.begin(seq, event, row.bytes());
        symbols.reset();
        open = true;
    }

    /** Takes a frame's line; false if the line is none, or one too many. */
    boolean add(byte[] bytes, int from, int to) {
        boolean frame = to - from > 4 && bytes[from] == ' ' && bytes[from + 1] == '=' && bytes[from + 2] == '>';
        if (!frame || symbols.size() + to - from > LONGEST) {
            return false;
        }
        int begin = LineText.overBlanks(bytes, from + 3, to);
        if (symbols.size() > 0) {
            symbols.write('<');
            symbols.write('-');
        }
        symbols.write(bytes, begin, to - begin);
        return true;
    }

    void end(EventBatch batch) {
        byte[] text = symbols.toByteArray();
        if (text.length > 0) {
            batch.arg(stack, text, 0, text.length);
        }
        batch.end();
        open = false;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] text) {
        if (to - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
