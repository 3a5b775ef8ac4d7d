package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Names;
import java.util.HashMap;
import java.util.Map;

/** Names of tasks by thread: lines {@code tid comm}; as in text, 0 is {@code <idle>} and an unknown one {@code <...>}. */
final class Cmdlines {
    private static final int MOST = 1 << 17;
    private static final int SLOTS = 1024;

    private final Map<Integer, String> comms = new HashMap<>();
    private final int[] tids = new int[SLOTS];
    private final int[] ids = new int[SLOTS];

    void read(String text) {
        for (var line : text.split("\n", -1)) {
            int blank = line.indexOf(' ');
            if (blank > 0 && comms.size() < MOST && line.substring(0, blank).matches("\\d{1,9}")) {
                comms.put(Integer.valueOf(line.substring(0, blank)), line.substring(blank + 1));
            }
        }
    }

    /** Number of the name of a thread. */
    int comm(int tid, Names names) {
        int slot = (tid * 0x9e3779b9) >>> 22;
        if (tids[slot] != tid || ids[slot] == 0) {
            tids[slot] = tid;
            ids[slot] = 1 + names.id(tid == 0 ? "<idle>" : comms.getOrDefault(tid, "<...>"));
        }
        return ids[slot] - 1;
    }
}
