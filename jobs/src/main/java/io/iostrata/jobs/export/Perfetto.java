package io.iostrata.jobs.export;

/** Numbers of the fields of Perfetto's messages, of its {@code protos/perfetto/trace}. */
final class Perfetto {
    /** Trace: a file is one of these. */
    static final int PACKET = 1;

    /** TracePacket. */
    static final int TIMESTAMP = 8;

    static final int SEQUENCE_ID = 10;
    static final int TRACK_EVENT = 11;
    static final int SEQUENCE_FLAGS = 13;
    static final int TRACK_DESCRIPTOR = 60;

    static final int INCREMENTAL_STATE_CLEARED = 1;

    /** TrackDescriptor. */
    static final int TRACK_ID = 1;

    static final int TRACK_NAME = 2;
    static final int PROCESS = 3;
    static final int PARENT_ID = 5;
    static final int CHILD_ORDERING = 11;
    static final int SIBLING_RANK = 12;

    static final int ORDERED_BY_RANK = 3;

    /** ProcessDescriptor. */
    static final int PID = 1;

    static final int PROCESS_NAME = 6;

    /** TrackEvent. */
    static final int ANNOTATION = 4;

    static final int TYPE = 9;
    static final int EVENT_TRACK_ID = 11;
    static final int NAME = 23;
    static final int FLOW_ID = 47;

    static final int SLICE_BEGIN = 1;
    static final int SLICE_END = 2;

    /** DebugAnnotation. */
    static final int INT_VALUE = 4;

    static final int STRING_VALUE = 6;
    static final int ANNOTATION_NAME = 10;

    private Perfetto() {}
}
