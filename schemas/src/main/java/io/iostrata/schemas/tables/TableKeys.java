package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import java.util.List;
import java.util.Map;

/** Columns that no two rows of a table agree in, for those tables where a set of required columns does that. */
public final class TableKeys {
    private static final Map<TableSchema, List<Field>> KEYS = Map.ofEntries(
            Map.entry(RunTable.SCHEMA, List.of(RunTable.RUN_ID)),
            Map.entry(SourceTable.SCHEMA, List.of(RunTable.RUN_ID, SourceTable.SOURCE_ID)),
            Map.entry(EventTable.SCHEMA, List.of(RunTable.RUN_ID, SourceTable.SOURCE_ID, EventTable.SEQ)),
            Map.entry(PairingTable.SCHEMA, List.of(RunTable.RUN_ID, SpanTable.LAYER, SourceTable.SOURCE_ID)),
            Map.entry(
                    SpanTable.SCHEMA,
                    List.of(RunTable.RUN_ID, SpanTable.LAYER, SourceTable.SOURCE_ID, SpanTable.ORDINAL)),
            Map.entry(RequestTable.SCHEMA, List.of(RunTable.RUN_ID, RequestTable.REQUEST_NO)),
            Map.entry(RequestLayerTable.SCHEMA, List.of(RunTable.RUN_ID, RequestTable.REQUEST_NO, SpanTable.LAYER)),
            Map.entry(
                    TailAttributionTable.SCHEMA, List.of(RunTable.RUN_ID, TailAttributionTable.TAIL, SpanTable.LAYER)),
            Map.entry(
                    PercentileCompositionTable.SCHEMA,
                    List.of(RunTable.RUN_ID, PercentileCompositionTable.PERCENTILE, SpanTable.LAYER)),
            Map.entry(LayerStatsTable.SCHEMA, List.of(RunTable.RUN_ID, SpanTable.LAYER)),
            Map.entry(
                    StageStatsTable.SCHEMA,
                    List.of(RunTable.RUN_ID, StageTable.CHAIN, SourceTable.SOURCE_ID, StageTable.POSITION)),
            Map.entry(ChainStatsTable.SCHEMA, List.of(RunTable.RUN_ID, StageTable.CHAIN, SourceTable.SOURCE_ID)),
            Map.entry(
                    SetBreakdownTable.SCHEMA,
                    List.of(RunTable.SET_ID, RunTable.CONFIG_ID, SetBreakdownTable.PAIRING, SpanTable.LAYER)),
            Map.entry(
                    LayerBreakdownTable.SCHEMA,
                    List.of(RunTable.CONFIG_ID, SetBreakdownTable.PAIRING, SpanTable.LAYER)),
            Map.entry(
                    StageBreakdownTable.SCHEMA,
                    List.of(RunTable.CONFIG_ID, StageTable.CHAIN, StageTable.STAGE, StageTable.POSITION)),
            Map.entry(AnalysisTable.SCHEMA, List.of(RunTable.RUN_ID)),
            Map.entry(HostIoTable.SCHEMA, List.of(RunTable.RUN_ID)));

    private TableKeys() {}

    /** The key; empty where rows may agree in all that is required. */
    public static List<Field> of(TableSchema table) {
        return KEYS.getOrDefault(table, List.of());
    }
}
