package io.iostrata.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.iostrata.jobs.UserError;
import io.iostrata.jobs.lake.LakeSession;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramFunctionsTest {
    private static final int DAYS = 6;
    private static final int HOSTS = 40;
    private static final int VALUES = 200;
    private static final StructType COLUMNS = new StructType()
            .add("host", DataTypes.IntegerType)
            .add("day", DataTypes.IntegerType)
            .add("histogram", DataTypes.BinaryType)
            .add("count", DataTypes.LongType);

    @TempDir
    static Path dir;

    private static SparkSession spark;
    private static final List<List<long[]>> LATENCIES = new ArrayList<>();

    /** A histogram for every host and day, and one row without. */
    @BeforeAll
    static void fill() {
        spark = LakeSession.open("functions", dir.resolve("lake"));
        var random = new Random(5);
        var rows = new ArrayList<Row>();
        for (int host = 0; host < HOSTS; host++) {
            var days = new ArrayList<long[]>();
            for (int day = 0; day < DAYS; day++) {
                days.add(random.doubles(VALUES)
                        .mapToLong(ignored -> (long) Math.exp(12 + 2 * random.nextGaussian()))
                        .toArray());
                rows.add(RowFactory.create(host, day, encoded(days.get(day)), (long) VALUES));
            }
            LATENCIES.add(days);
        }
        rows.add(RowFactory.create(-1, -1, null, null));

        spark.createDataFrame(rows, COLUMNS).repartition(5).createOrReplaceTempView("stored");
    }

    @Test
    void mergesInGroupsAsIfOverTheValues() {
        var byDay = rows("SELECT day, hdr_merge(histogram), count(*) FROM stored WHERE host >= 0 GROUP BY day");

        assertThat(byDay).hasSize(DAYS);
        for (var row : byDay) {
            var values = LATENCIES.stream().map(days -> days.get(row.getInt(0))).toList();
            assertThat(row.<byte[]>getAs(1)).isEqualTo(encoded(together(values)));
        }
    }

    /** The oracle sorts all values; 240 groups of one histogram each also take the way by sorting. */
    @Test
    void percentilesOfMergedRowsAreNearestRankToAThousandth() {
        var all = together(LATENCIES.stream().flatMap(List::stream).toList());
        Arrays.sort(all);
        for (var share : List.of("0.5", "0.9", "0.99", "0.999")) {
            long exact = all[(int) Math.ceil(Double.parseDouble(share) * all.length - 1e-6) - 1];
            long merged = one("SELECT hdr_percentile(hdr_merge(histogram), " + share + ") FROM stored")
                    .getLong(0);
            long twice = one("SELECT hdr_percentile(hdr_merge(part), " + share + ") FROM "
                            + "(SELECT host, day, hdr_merge(histogram) AS part FROM stored GROUP BY host, day)")
                    .getLong(0);
            assertThat((double) merged).isCloseTo((double) exact, within(exact / 1000.0));
            assertThat(twice).isEqualTo(merged);
        }
    }

    @Test
    void mergesOverWindows() {
        var running = rows("SELECT day, hdr_count(hdr_merge(histogram) OVER (PARTITION BY host ORDER BY day"
                + " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)) FROM stored WHERE host = 3 ORDER BY day");
        assertThat(running.stream().map(row -> row.getLong(1))).containsExactly(200L, 400L, 400L, 400L, 400L, 400L);
    }

    @Test
    void countsAndMeansAndBuckets() {
        var values = LATENCIES.get(3).get(2);
        var row = one(
                "SELECT hdr_count(histogram) = count, hdr_mean(histogram),"
                        + " hdr_count_between(histogram, 0, 262144) + hdr_count_between(histogram, 262144, 9223372036854775807),"
                        + " hdr_count_between(histogram, 0, 262144), hdr_buckets(histogram) FROM stored WHERE host = 3 AND day = 2");

        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(row.getBoolean(0)).isTrue();
        assertThat(row.getDouble(1)).isCloseTo(mean, within(mean / 1000));
        assertThat(row.getLong(2)).isEqualTo(VALUES);
        assertThat(row.getLong(3))
                .isEqualTo(
                        Arrays.stream(values).filter(value -> value < 262_144).count());
        var buckets = row.<Row>getList(4);
        assertThat(buckets.stream().mapToLong(bucket -> bucket.getLong(2)).sum())
                .isEqualTo(VALUES);
        for (long value : values) {
            assertThat(buckets.stream().filter(bucket -> bucket.getLong(0) <= value && value < bucket.getLong(1)))
                    .hasSize(1);
        }
    }

    @Test
    void nullInIsNullOut() {
        var row = one("SELECT hdr_merge(histogram), hdr_count(histogram_or_null), hdr_percentile(NULL, 0.5),"
                + " hdr_percentile(histogram_or_null, 0.5), hdr_buckets(NULL) FROM (SELECT histogram,"
                + " CAST(NULL AS BINARY) AS histogram_or_null FROM stored WHERE host = -1) GROUP BY histogram_or_null");
        assertThat(IntStream.range(0, row.size())).allMatch(row::isNullAt);
        assertThat(one("SELECT hdr_merge(histogram) FROM stored WHERE false").isNullAt(0))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hdr_count(X'00')",
                "hdr_percentile(CAST(CAST(host AS STRING) AS BINARY), 0.5)",
                "hdr_merge(X'1c849314000000ff00')",
                "hdr_percentile(histogram, 99.9)"
            })
    void whatIsNoHistogramIsOneClearError(String call) {
        var thrown = catchThrowable(() -> rows("SELECT " + call + " FROM stored"));
        assertThat(ExceptionUtils.getRootCause(thrown))
                .isInstanceOf(UserError.class)
                .hasMessageMatching("Invalid (histogram|percentile): [^\n]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hdr_count()", "hdr_percentile(histogram)", "hdr_merge(histogram, 1)", "hdr_count(array(1))"})
    void wrongArgumentsAreMistakesOfTheQuery(String call) {
        assertThatThrownBy(() -> rows("SELECT " + call + " FROM stored")).isInstanceOf(AnalysisException.class);
    }

    @Test
    void describesItself() {
        for (var name :
                List.of("hdr_merge", "hdr_percentile", "hdr_count", "hdr_count_between", "hdr_mean", "hdr_buckets")) {
            var text = rows("DESCRIBE FUNCTION EXTENDED " + name).toString();
            assertThat(text).contains("Usage: " + name + "(histogram").contains("Examples:");
        }
    }

    private static Row one(String query) {
        return rows(query).get(0);
    }

    private static List<Row> rows(String query) {
        return spark.sql(query).collectAsList();
    }

    private static long[] together(List<long[]> parts) {
        return parts.stream().flatMapToLong(Arrays::stream).toArray();
    }

    /** As HdrHistogram itself would, over ten thousand seconds. */
    private static byte[] encoded(long[] values) {
        var histogram = new Histogram(1, 10_000_000_000_000L, 3);
        Arrays.stream(values).forEach(histogram::recordValue);
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
    }
}
