package io.iostrata.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import io.iostrata.jobs.lake.LakeSession;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The SQL functions over many stored histograms: wall and CPU seconds of each query, after its answer is checked. */
public final class HistogramBench {
    private static final StructType STORED =
            new StructType().add("id", DataTypes.LongType).add("histogram", DataTypes.BinaryType);

    private HistogramBench() {}

    public static void main(String... args) {
        long histograms = Long.parseLong(args[1]);
        int values = Integer.parseInt(args[2]);
        var directory = Path.of(args[0]);
        var spark = LakeSession.open("bench", directory.resolve("none"));
        var stored = directory.resolve("histograms-" + histograms + "-" + values);
        if (!Files.exists(stored.resolve("_SUCCESS"))) {
            write(spark, stored, new long[] {histograms, values});
        }
        spark.read().parquet(stored.toString()).createOrReplaceTempView("stored");
        var bytes =
                spark.sql("SELECT sum(length(histogram)) FROM stored").head().getLong(0);
        System.out.printf("%d histograms of %d values, %d bytes each%n", histograms, values, bytes / histograms);
        var queries = new TreeMap<>(Map.of(
                "read", "SELECT count(length(histogram)) FROM stored",
                "hdr_percentile", "SELECT count(hdr_percentile(histogram, 0.999)) FROM stored",
                "hdr_count_between", "SELECT count(hdr_count_between(histogram, 0, 1000000)) FROM stored",
                "hdr_merge", "SELECT hdr_count(hdr_merge(histogram)) / " + values + " FROM stored",
                "hdr_merge by 1000",
                        "SELECT sum(hdr_count(m)) / " + values
                                + " FROM (SELECT hdr_merge(histogram) AS m FROM stored GROUP BY id % 1000)"));
        for (int round = 1; round <= Integer.parseInt(args[3]); round++) {
            for (var query : queries.entrySet()) {
                measure(spark, round + " " + query.getKey(), query.getValue(), histograms);
            }
        }
    }

    private static void measure(SparkSession spark, String name, String query, long expected) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        double answer = ((Number) spark.sql(query).head().get(0)).doubleValue();
        if (answer != expected) {
            throw new IllegalStateException(name + ": " + answer + ", expected " + expected);
        }
        System.out.printf(
                "%-22s wall %6.2f s  CPU %6.2f s%n",
                name, (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    private static void write(SparkSession spark, Path to, long[] size) {
        MapPartitionsFunction<Long, Row> fill = ids -> rows(ids, (int) size[1]);
        spark.range(0, size[0], 1, 4)
                .mapPartitions(fill, Encoders.row(STORED))
                .write()
                .mode("overwrite")
                .parquet(to.toString());
    }

    private static Iterator<Row> rows(Iterator<Long> ids, int values) {
        Iterable<Long> each = () -> ids;
        return StreamSupport.stream(each.spliterator(), false)
                .map(id -> RowFactory.create(id, encoded(new Random(id), values)))
                .iterator();
    }

    /** Lognormal latencies around 160 µs: most from 20 µs to 1.2 ms. */
    private static byte[] encoded(Random random, int values) {
        var histogram = new Histogram(3);
        LongStream.generate(() -> (long) Math.exp(12 + random.nextGaussian()))
                .limit(values)
                .forEach(histogram::recordValue);
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
    }
}
