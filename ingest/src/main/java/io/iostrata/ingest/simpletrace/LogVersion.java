package io.iostrata.ingest.simpletrace;

import java.util.Arrays;
import java.util.Optional;

/** The log versions QEMU released; 1 never was. */
enum LogVersion {
    /** 0.14 to 1.1: records of 64 bytes. */
    V0(0, 64, 0),
    /** 1.2 to 2.0. */
    V2(2, 24, 0),
    /** 2.1 to 2.7: with the process id. */
    V3(3, 24, 0),
    /** 2.8 and later: a type before each record, names in the log. */
    V4(4, 24, 8);

    private final int number;
    private final int headerBytes;
    private final int typeBytes;

    LogVersion(int number, int headerBytes, int typeBytes) {
        this.number = number;
        this.headerBytes = headerBytes;
        this.typeBytes = typeBytes;
    }

    static Optional<LogVersion> of(long number) {
        return Arrays.stream(values())
                .filter(version -> version.number == number)
                .findFirst();
    }

    int number() {
        return number;
    }

    /** Bytes of the header of such a log. */
    int headerBytes() {
        return headerBytes;
    }

    /** Bytes before the event id of a record. */
    int typeBytes() {
        return typeBytes;
    }

    boolean hasPid() {
        return compareTo(V3) >= 0;
    }
}
