package io.iostrata.ingest.format;

import io.iostrata.ingest.bytes.Spool;
import java.io.IOException;
import java.util.List;

/** Cuts files whose events do not stand in the order of their time, and decodes what lies between two cuts. */
public interface TimeCuts {

    /**
     * A point of time that parts a file.
     *
     * @param at bytes of the file that are counted to what is before it: ascending, and more than rows are before it
     * @param key time of the first row behind it, ns or ticks
     * @param head what the decoder of the part behind it is given for the head of the file; empty of one that reads that
     */
    record Cut(long at, long key, byte[] head) {
        public Cut(long at, long key) {
            this(at, key, new byte[0]);
        }
    }

    /** Where a file is cut in parts of about {@code partBytes}; none where it is better read whole. */
    List<Cut> find(Spool file, DecodeInput input, long partBytes) throws IOException;

    /**
     * Decodes a part: {@code input.in()} has no bytes, it stands where the bytes of the part begin, and ends where they
     * do. Its remainder is empty where the part does not prove to be one.
     */
    TraceDecoder open(DecodeInput input, TimeStretch part);
}
