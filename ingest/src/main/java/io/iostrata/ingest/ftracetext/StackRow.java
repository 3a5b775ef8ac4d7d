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
 * innermost first, joined by {@code <-}. Perf prints the frames alone, each with its address, after the sample.
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
    private boolean chain;

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
        chain = false;
    }

    /** Begins the call chain of a sample, whose frames are lines of an address and a symbol. */
    void beginChain(EventRow row, long seq) {
        event = kernelStack;
        begin(row, seq);
        chain = true;
    }

    /** Takes a frame's line; false if the line is none, or one too many. */
    boolean add(byte[] bytes, int from, int to) {
        if (symbols.size() + to - from > LONGEST) {
            return false;
        }
        if (isArrow(bytes, from, to)) {
            symbol(bytes, LineText.overBlanks(bytes, from + 3, to), to);
            return true;
        }
        if (chain && isFrame(bytes, from, to)) {
            int begin = addressEnd(bytes, from, to) + 1;
            symbol(bytes, begin, symbolEnd(bytes, begin, to));
            return true;
        }
        return false;
    }

    /** True for a line that an open stack might take. */
    static boolean isAnyFrame(byte[] bytes, int from, int to) {
        return isArrow(bytes, from, to) || isFrame(bytes, from, to);
    }

    private static boolean isArrow(byte[] bytes, int from, int to) {
        return to - from > 4 && bytes[from] == ' ' && bytes[from + 1] == '=' && bytes[from + 2] == '>';
    }

    /** True for a line of perf's call chains: {@code ffffffff81b0364f blk_update_request+0x1f ([kernel.kallsyms])}. */
    static boolean isFrame(byte[] bytes, int from, int to) {
        boolean indented = to - from > 10 && (bytes[from] == '\t' || bytes[from] == ' ');
        int end = indented ? addressEnd(bytes, from, to) : 0;
        return end > 0 && end + 1 < to && bytes[end] == ' ';
    }

    private static int addressEnd(byte[] bytes, int from, int to) {
        int begin = from;
        while (begin < to && (bytes[begin] == '\t' || bytes[begin] == ' ')) {
            begin++;
        }
        int at = begin;
        while (at < to && Character.digit(bytes[at], 16) >= 0) {
            at++;
        }
        return at - begin >= 4 && at - begin <= 16 ? at : -1;
    }

    /** A symbol ends before its offset and its file. */
    private static int symbolEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '+' && !(bytes[at] == ' ' && at + 1 < to && bytes[at + 1] == '(')) {
            at++;
        }
        return at;
    }

    private void symbol(byte[] bytes, int from, int to) {
        if (symbols.size() > 0) {
            symbols.write('<');
            symbols.write('-');
        }
        symbols.write(bytes, from, to - from);
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
