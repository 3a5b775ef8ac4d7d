package io.iostrata.ingest.blktrace;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Names of tasks by their ids: the last one recorded, at most {@link #MOST} of them. Where an id is looked for is another place in
 * each process: no trace can be written whose ids are all looked for at one.
 */
final class TaskNames {
    /** Tasks a trace may name; those after them stay without a name. */
    static final int MOST = 1 << 16;

    /** Longest name, bytes. */
    static final int LONGEST = 16;

    private static final long SEED = new SecureRandom().nextLong();

    private int[] pids = new int[256];
    private byte[] lengths = filled(256);
    private byte[] comms = new byte[256 * LONGEST];
    private int size;

    /** Keeps the name in {@code bytes[from, to)}, up to its first NUL, 16 bytes at most. */
    void put(int pid, byte[] bytes, int from, int to) {
        int slot = slot(pid);
        if (lengths[slot] < 0 && size == MOST) {
            return;
        }
        size += lengths[slot] < 0 ? 1 : 0;
        int length = 0;
        while (length < LONGEST && from + length < to && bytes[from + length] != 0) {
            comms[slot * LONGEST + length] = bytes[from + length];
            length++;
        }
        pids[slot] = pid;
        lengths[slot] = (byte) length;
        if (2 * size > pids.length) {
            grow();
        }
    }

    /** Points at the task's name; at nothing where it has none. */
    void find(int pid, BlockRecord.Slice into) {
        int slot = slot(pid);
        into.set(comms, slot * LONGEST, slot * LONGEST + Math.max(0, lengths[slot]));
    }

    int size() {
        return size;
    }

    /** Takes a task and its name, {@code bytes[from, to)}. */
    @FunctionalInterface
    interface Named {
        void accept(int pid, byte[] bytes, int from, int to);
    }

    void forEach(Named each) {
        for (int slot = 0; slot < pids.length; slot++) {
            if (lengths[slot] >= 0) {
                each.accept(pids[slot], comms, slot * LONGEST, slot * LONGEST + lengths[slot]);
            }
        }
    }

    private int slot(int pid) {
        int slot = mixed(pid) & (pids.length - 1);
        while (lengths[slot] >= 0 && pids[slot] != pid) {
            slot = (slot + 1) & (pids.length - 1);
        }
        return slot;
    }

    /** The last step of SplitMix64 (Steele, Lea and Flood 2014), begun at a place that nobody knows. */
    static int mixed(int pid) {
        long z = SEED + pid * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (int) (z ^ (z >>> 31));
    }

    private void grow() {
        int[] oldPids = pids;
        byte[] oldLengths = lengths;
        byte[] oldComms = comms;
        pids = new int[2 * oldPids.length];
        lengths = filled(2 * oldPids.length);
        comms = new byte[2 * oldComms.length];
        size = 0;
        for (int i = 0; i < oldPids.length; i++) {
            if (oldLengths[i] >= 0) {
                put(oldPids[i], oldComms, i * LONGEST, i * LONGEST + oldLengths[i]);
            }
        }
    }

    private static byte[] filled(int length) {
        byte[] none = new byte[length];
        Arrays.fill(none, (byte) -1);
        return none;
    }
}
