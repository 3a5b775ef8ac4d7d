package io.iostrata.ingest.format;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.tables.EventTable;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The 64-bit columns of an {@link EventBatch}; from {@link #VDEV} on they are arguments that got a column of their own. */
public enum LongColumn {
    SEQ(EventTable.SEQ),
    TS_NS(EventTable.TS_NS),
    TS_RAW(EventTable.TS_RAW),
    VDEV(EventTable.VDEV),
    VQ(EventTable.VQ),
    REQ(EventTable.REQ),
    ELEM(EventTable.ELEM),
    ACB(EventTable.ACB),
    PORT(EventTable.PORT),
    GSI(EventTable.GSI),
    LEVEL(EventTable.LEVEL),
    VEC(EventTable.VEC),
    DST(EventTable.DST),
    SECTOR(EventTable.SECTOR),
    BYTES(EventTable.BYTES),
    OFFSET(EventTable.OFFSET),
    RET(EventTable.RET);

    private static final Map<String, LongColumn> ARGUMENTS = Arrays.stream(values())
            .filter(column -> column.compareTo(VDEV) >= 0)
            .collect(Collectors.toMap(column -> column.field.name(), Function.identity()));

    private final Field field;

    LongColumn(Field field) {
        this.field = field;
    }

    public Field field() {
        return field;
    }

    /** The column of an argument of that name. */
    public static Optional<LongColumn> ofArgument(String name) {
        return Optional.ofNullable(ARGUMENTS.get(name));
    }
}
