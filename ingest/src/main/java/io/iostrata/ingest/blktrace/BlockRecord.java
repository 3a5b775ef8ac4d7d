package io.iostrata.ingest.blktrace;

/** One record as binary files and blkparse's text both say it; used again for each. Absent numbers are negative. */
final class BlockRecord {
    /** Most letters: F, D or W or R or N, F, A, S, M, and what later kernels add. */
    static final int MOST_LETTERS = 16;

    BlockAction action = BlockAction.UNKNOWN;
    long timeNs;
    int cpu;
    int pid;
    int major;
    int minor;
    final byte[] letters = new byte[MOST_LETTERS];
    int lettersLength;
    long sector;
    /** Length, bytes. */
    long bytes;
    /** Error, sector a split begins the second part at, requests unplugged, or sector a remap comes from. */
    long number;

    int fromMajor;
    int fromMinor;
    boolean isInCgroup;
    /** Id of the control group. */
    long cgroup;
    /** Where the task's name is. */
    final Slice comm = new Slice();
    /** Where a passed-through command, driver data or a message is. */
    final Slice data = new Slice();

    /** Bytes of some buffer. */
    static final class Slice {
        byte[] in = {};
        int from;
        int to;

        void set(byte[] bytes, int begin, int end) {
            in = bytes;
            from = begin;
            to = end;
        }

        void clear() {
            to = from;
        }

        boolean isEmpty() {
            return from == to;
        }
    }

    void clear() {
        lettersLength = 0;
        sector = -1;
        bytes = -1;
        number = 0;
        fromMajor = 0;
        fromMinor = 0;
        isInCgroup = false;
        comm.clear();
        data.clear();
    }

    void letter(char letter) {
        letters[lettersLength++] = (byte) letter;
    }
}
