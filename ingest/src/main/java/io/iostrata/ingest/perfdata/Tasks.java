package io.iostrata.ingest.perfdata;

import io.iostrata.ingest.format.Names;
import java.util.Arrays;

/** Names of threads as records tell them so far. As perf prints it, an unknown one is {@code :tid}, 0 is {@code swapper}. */
final class Tasks {
    private static final int MOST = 1 << 20;
    private static final int FREE = Integer.MIN_VALUE;

    private final Names names;
    private int[] tids = new int[1024];
    /** Number of the name; of one that stands for an unknown name, its complement. */
    private int[] comms = filled(1024);

    private int size;

    Tasks(Names names) {
        this.names = names;
        set(0, names.id("swapper"));
    }

    /** From now on the thread has the name that stands in {@code bytes[from, to)}. */
    void named(int tid, byte[] bytes, int from, int to) {
        set(tid, names.id(bytes, from, to));
    }

    /** The new thread has its parent's name, where that is known. */
    void forked(int parent, int child) {
        int comm = comms[slot(parent)];
        if (comm >= 0) {
            set(child, comm);
        }
    }

    /** Number of the name of a thread. */
    int comm(int tid) {
        int comm = comms[slot(tid)];
        if (comm == FREE) {
            comm = ~names.id(":" + tid);
            set(tid, comm);
        }
        return comm < 0 ? ~comm : comm;
    }

    private void set(int tid, int comm) {
        int slot = slot(tid);
        if (comms[slot] == FREE && size == MOST) {
            return;
        }
        size += comms[slot] == FREE ? 1 : 0;
        tids[slot] = tid;
        comms[slot] = comm;
        if (2 * size > tids.length) {
            rehash();
        }
    }

    private int slot(int tid) {
        int slot = ((tid * 0x9e3779b9) >>> 8) & (tids.length - 1);
        while (comms[slot] != FREE && tids[slot] != tid) {
            slot = (slot + 1) & (tids.length - 1);
        }
        return slot;
    }

    private void rehash() {
        int[] oldTids = tids;
        int[] oldComms = comms;
        tids = new int[2 * oldTids.length];
        comms = filled(tids.length);
        for (int i = 0; i < oldTids.length; i++) {
            if (oldComms[i] != FREE) {
                int slot = slot(oldTids[i]);
                tids[slot] = oldTids[i];
                comms[slot] = oldComms[i];
            }
        }
    }

    private static int[] filled(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, FREE);
        return empty;
    }
}
