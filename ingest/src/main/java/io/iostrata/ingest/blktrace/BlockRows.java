package io.iostrata.ingest.blktrace;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.BlockOperation;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;

/** Records as rows: events, columns and arguments named as those of ftrace's block events. */
final class BlockRows {
    private static final int DEVICES = 64;
    private static final int SECTOR_BYTES = 512;

    private final Names names;
    private final int[] events = new int[BlockAction.values().length];
    private final int dev;
    private final int rwbs;
    private final int sectors;
    private final int comm;
    private final int error;
    private final int op;
    private final int newSector;
    private final int requests;
    private final int fromDev;
    private final int fromSector;
    private final int cgroup;
    private final int command;
    private final int text;
    private final long[] devices = new long[DEVICES];
    private final byte[][] deviceTexts = new byte[DEVICES][];
    private long rows;

    BlockRows(Names names) {
        this.names = names;
        for (var action : BlockAction.values()) {
            events[action.ordinal()] = names.id(action.event());
        }
        dev = names.id("dev");
        rwbs = names.id("rwbs");
        sectors = names.id("nr_sector");
        comm = names.id("comm");
        error = names.id("error");
        op = names.id("op");
        newSector = names.id("new_sector");
        requests = names.id("nr_rq");
        fromDev = names.id("from_dev");
        fromSector = names.id("from_sector");
        cgroup = names.id("cgroup");
        command = names.id("cmd");
        text = names.id("text");
    }

    /** Position of the next row. */
    long next() {
        return rows++;
    }

    void append(EventBatch batch, BlockRecord record) {
        batch.begin(next(), events[record.action.ordinal()]);
        batch.set(LongColumn.TS_NS, record.timeNs);
        batch.set(IntColumn.CPU, record.cpu);
        batch.set(IntColumn.TID, record.pid);
        if (!record.comm.isEmpty()) {
            batch.set(IntColumn.COMM, names.id(record.comm.in, record.comm.from, record.comm.to));
        }
        device(batch, dev, record.major, record.minor);
        slice(batch, rwbs, record.letters, 0, record.lettersLength);
        extent(batch, record);
        detail(batch, record);
        BlockOperation.of(record.letters, 0, record.lettersLength, record.bytes / SECTOR_BYTES)
                .append(batch, op);
        if (record.isInCgroup) {
            batch.arg(cgroup, ArgKind.UNSIGNED, record.cgroup);
        }
        batch.end();
    }

    private void extent(EventBatch batch, BlockRecord record) {
        if (record.sector >= 0) {
            batch.set(LongColumn.SECTOR, record.sector);
        }
        if (record.bytes >= 0) {
            batch.set(LongColumn.BYTES, record.bytes);
            batch.arg(sectors, ArgKind.DECIMAL, record.bytes / SECTOR_BYTES);
        }
    }

    private void detail(EventBatch batch, BlockRecord record) {
        boolean isMessage = record.action == BlockAction.MESSAGE;
        slice(batch, isMessage ? text : command, record.data.in, record.data.from, record.data.to);
        switch (record.action.detail()) {
            case TASK, PLUG, MESSAGE -> {}
            case ERROR -> batch.arg(error, ArgKind.DECIMAL, record.number);
            case UNPLUG -> batch.arg(requests, ArgKind.UNSIGNED, record.number);
            case SPLIT -> batch.arg(newSector, ArgKind.UNSIGNED, record.number);
            case REMAP -> {
                device(batch, fromDev, record.fromMajor, record.fromMinor);
                batch.arg(fromSector, ArgKind.UNSIGNED, record.number);
            }
        }
        if (namesTask(record.action.detail())) {
            slice(batch, comm, record.comm.in, record.comm.from, record.comm.to);
        }
    }

    private static boolean namesTask(BlockAction.Detail detail) {
        return switch (detail) {
            case TASK, PLUG, UNPLUG, SPLIT -> true;
            case ERROR, REMAP, MESSAGE -> false;
        };
    }

    private static void slice(EventBatch batch, int key, byte[] bytes, int from, int to) {
        if (from < to) {
            batch.arg(key, bytes, from, to);
        }
    }

    private void device(EventBatch batch, int key, int major, int minor) {
        long device = ((long) major << 32) | (minor & 0xffff_ffffL);
        int slot = (int) ((device ^ (device >>> 29)) & (DEVICES - 1));
        if (deviceTexts[slot] == null || devices[slot] != device) {
            devices[slot] = device;
            deviceTexts[slot] = (major + "," + minor).getBytes(StandardCharsets.US_ASCII);
        }
        batch.arg(key, deviceTexts[slot], 0, deviceTexts[slot].length);
    }
}
