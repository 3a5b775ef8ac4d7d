package io.iostrata.transforms;

import io.iostrata.schemas.stack.Instrument;
import io.iostrata.schemas.tables.VcpuStatsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** In what state the vCPUs are and why they leave the guest: {@link VcpuStatsTable}. */
public final class VcpuStats {
    private VcpuStats() {}

    public static Dataset<Row> of(Dataset<Row> walk) {
        return Passages.statistics(walk, Instrument.Table.VCPU_STATS, VcpuStatsTable.SCHEMA);
    }
}
