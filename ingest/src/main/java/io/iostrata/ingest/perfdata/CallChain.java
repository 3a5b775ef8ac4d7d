package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;

/** The callers of a sample: a row {@code kernel_stack} whose {@code stack} holds addresses, innermost first, with {@code <-} between. */
final class CallChain {
    /** Numbers from here on say whose frames follow: the kernel's, the user's, a guest's. */
    private static final long FIRST_CONTEXT = -4095;

    private static final int LONGEST_FRAME = 20;

    private final int event;
    private final int key;
    private byte[] text = new byte[1024];
    private int length;
    private int at;
    private int count;

    CallChain(Names names) {
        event = names.id("kernel_stack");
        key = names.id("stack");
    }

    /** Looks at {@code callers} that stand at {@code from} of the sample. */
    void set(int from, int callers) {
        at = from;
        count = callers;
    }

    /** Begins the row; false where the chain has no frames, then there is none. */
    boolean begin(EventBatch batch, RecordView body, long seq) {
        if (text.length < count * LONGEST_FRAME) {
            text = new byte[count * LONGEST_FRAME];
        }
        length = 0;
        for (int i = 0; i < count; i++) {
            long address = body.s64(at + 8 * i);
            if (address < FIRST_CONTEXT || address >= 0) {
                add(address);
            }
        }
        if (length > 0) {
            batch.begin(seq, event);
            batch.arg(key, text, 0, length);
        }
        return length > 0;
    }

    private void add(long address) {
        byte[] frame = ((length > 0 ? "<-0x" : "0x") + Long.toHexString(address)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(frame, 0, text, length, frame.length);
        length += frame.length;
    }
}
