package io.iostrata.ingest.blktrace;

import java.util.Arrays;

/** What blktrace records: its code, blkparse's letters, and what ftrace calls it (uapi/linux/blktrace_api.h). */
enum BlockAction {
    QUEUE(1, "Q", "block_bio_queue", Detail.TASK),
    BACKMERGE(2, "M", "block_bio_backmerge", Detail.TASK),
    FRONTMERGE(3, "F", "block_bio_frontmerge", Detail.TASK),
    GETRQ(4, "G", "block_getrq", Detail.TASK),
    SLEEPRQ(5, "S", "block_sleeprq", Detail.TASK),
    REQUEUE(6, "R", "block_rq_requeue", Detail.ERROR),
    ISSUE(7, "D", "block_rq_issue", Detail.TASK),
    COMPLETE(8, "C", "block_rq_complete", Detail.ERROR),
    PLUG(9, "P", "block_plug", Detail.PLUG),
    UNPLUG(10, "U", "block_unplug", Detail.UNPLUG),
    UNPLUG_TIMER(11, "UT", "block_unplug_timer", Detail.UNPLUG),
    INSERT(12, "I", "block_rq_insert", Detail.TASK),
    SPLIT(13, "X", "block_split", Detail.SPLIT),
    BOUNCE(14, "B", "block_bio_bounce", Detail.TASK),
    REMAP(15, "A", "block_bio_remap", Detail.REMAP),
    ABORT(16, "abort", "block_rq_abort", Detail.ERROR),
    DRIVER_DATA(17, "drv_data", "block_drv_data", Detail.TASK),
    MESSAGE(-1, "m", "blktrace_message", Detail.MESSAGE),
    /** A code of a later kernel. */
    UNKNOWN(-1, "", "block_unknown", Detail.TASK);

    /** What the event says beside device, letters and sectors. */
    enum Detail {
        TASK,
        ERROR,
        PLUG,
        UNPLUG,
        SPLIT,
        REMAP,
        MESSAGE
    }

    private static final BlockAction[] BY_CODE = byCode();

    private final int code;
    private final String letters;
    private final String event;
    private final Detail detail;

    BlockAction(int code, String letters, String event, Detail detail) {
        this.code = code;
        this.letters = letters;
        this.event = event;
        this.detail = detail;
    }

    /** The action of that code; {@link #UNKNOWN} where there is none. */
    static BlockAction of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }

    /** The action that blkparse prints so; {@link #UNKNOWN} where it prints none so. */
    static BlockAction ofLetters(byte[] bytes, int from, int to) {
        for (var action : values()) {
            if (action.isPrinted(bytes, from, to)) {
                return action;
            }
        }
        return UNKNOWN;
    }

    String event() {
        return event;
    }

    Detail detail() {
        return detail;
    }

    private boolean isPrinted(byte[] bytes, int from, int to) {
        boolean same = letters.length() == to - from;
        for (int i = 0; same && i < letters.length(); i++) {
            same = bytes[from + i] == letters.charAt(i);
        }
        return same;
    }

    private static BlockAction[] byCode() {
        var actions = new BlockAction[DRIVER_DATA.code + 1];
        Arrays.fill(actions, UNKNOWN);
        for (var action : values()) {
            if (action.code > 0) {
                actions[action.code] = action;
            }
        }
        return actions;
    }
}
