package io.iostrata.schemas.tables;

import io.iostrata.schemas.table.TableSchema;
import java.util.List;

/** Every table of the lake, in pipeline order. */
public final class Tables {
    public static final List<TableSchema> ALL = List.of(
            RunTable.SCHEMA,
            SourceTable.SCHEMA,
            EventTable.SCHEMA,
            IssueTable.SCHEMA,
            ClockTable.SCHEMA,
            BenchmarkTable.SCHEMA,
            PairingTable.SCHEMA,
            SpanTable.SCHEMA,
            RequestTable.SCHEMA,
            RequestLayerTable.SCHEMA,
            TailAttributionTable.SCHEMA,
            PercentileCompositionTable.SCHEMA,
            StageTable.SCHEMA,
            LayerStatsTable.SCHEMA,
            StageStatsTable.SCHEMA,
            ChainStatsTable.SCHEMA,
            LatencyHistogramTable.SCHEMA,
            DistributionTable.SCHEMA,
            LatencyOverTimeTable.SCHEMA,
            FutexWaitTable.SCHEMA,
            FutexStatsTable.SCHEMA,
            FutexOverlapTable.SCHEMA,
            MainLoopStatsTable.SCHEMA,
            VcpuStatsTable.SCHEMA,
            AnalysisTable.SCHEMA,
            SetBreakdownTable.SCHEMA,
            LayerBreakdownTable.SCHEMA,
            StageBreakdownTable.SCHEMA,
            HostIoTable.SCHEMA,
            ComparisonTable.SCHEMA,
            WaterfallTable.SCHEMA,
            ShiftFunctionTable.SCHEMA,
            ChangePointTable.SCHEMA,
            ObserverEffectTable.SCHEMA);

    private Tables() {}
}
