package io.iostrata.jobs.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringStartsWith;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawScanTest {
    private static final StructType SEQ = new StructType().add("seq", "bigint");

    @TempDir
    Path dir;

    private Path trace;

    @BeforeEach
    void write() throws IOException {
        trace = Files.writeString(
                dir.resolve("trace.txt"),
                """
                # tracer: nop
                #
                     qemu-202   [001] .....    1.000000: kvm_pio: pio_write at 0xc090 size 2 count 1 val 0x0
                     qemu-202   [001] .....    2.000000: kvm_set_irq: gsi 24 level 1 source 0
                     qemu-202   [001] .....    3.000000: kvm_pio: pio_write at 0xc090 size 2 count 1 val 0x0
                """);
    }

    @Test
    void readersLeaveOutWhatTheFiltersExclude() throws IOException {
        assertThat(seqs()).containsExactly(0L, 1L, 2L);
        assertThat(seqs(new EqualTo("event", "kvm_pio"))).containsExactly(0L, 2L);
        assertThat(seqs(new In("event", new Object[] {"kvm_set_irq", "other"}))).containsExactly(1L);
        assertThat(seqs(new StringStartsWith("event", "kvm_s"))).containsExactly(1L);
        assertThat(seqs(new IsNotNull("ts_ns"), new GreaterThan("ts_ns", 1_000_000_000L)))
                .containsExactly(1L, 2L);
        assertThat(seqs(new LessThanOrEqual("ts_ns", 2_000_000_000L), new EqualTo("event", "kvm_pio")))
                .containsExactly(0L);
        assertThat(seqs(new EqualTo("event", "nothing"))).isEmpty();
    }

    @Test
    void otherFiltersAreLeftToSpark() throws IOException {
        var either = new Or(new EqualTo("event", "kvm_pio"), new EqualTo("gsi", 24L));

        assertThat(EventFilter.of(either, new EqualTo("gsi", 24L)).conditions()).isEmpty();
        assertThat(seqs(either)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void everyFilterIsCheckedAgainAfterTheScan() {
        var filters = new Filter[] {new EqualTo("event", "kvm_pio"), new EqualTo("gsi", 24L)};
        var builder = (SupportsPushDownFilters) builder();

        assertThat(builder.pushFilters(filters)).containsExactly(filters);
        assertThat(builder.pushedFilters()).containsExactly(filters[0]);
    }

    @Test
    void aBatchHasTheColumnsAskedForAndNoOthers() throws IOException {
        var builder = builder();
        ((SupportsPushDownRequiredColumns) builder).pruneColumns(new StructType());
        var batch = builder.build().toBatch();

        try (var reader = batch.createReaderFactory().createColumnarReader(batch.planInputPartitions()[0])) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.get().numCols()).isZero();
            assertThat(reader.get().numRows()).isEqualTo(3);
            assertThat(reader.next()).isFalse();
        }
    }

    private List<Long> seqs(Filter... filters) throws IOException {
        var builder = builder();
        ((SupportsPushDownFilters) builder).pushFilters(filters);
        ((SupportsPushDownRequiredColumns) builder).pruneColumns(SEQ);
        var batch = builder.build().toBatch();
        var seqs = new ArrayList<Long>();
        try (var reader = batch.createReaderFactory().createColumnarReader(batch.planInputPartitions()[0])) {
            while (reader.next()) {
                reader.get().rowIterator().forEachRemaining(row -> seqs.add(row.getLong(0)));
            }
        }
        return seqs;
    }

    private ScanBuilder builder() {
        return new RawTable(Map.of("path", trace.toString())).newScanBuilder(CaseInsensitiveStringMap.empty());
    }
}
