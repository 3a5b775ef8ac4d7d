package io.iostrata.jobs.sql;

import io.iostrata.transforms.StoredHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The functions of one stored histogram: name, types, what DESCRIBE FUNCTION says, and what they do. */
enum HistogramFunction {
    HDR_COUNT(
            new Signature(DataTypes.LongType),
            "_FUNC_(histogram) - Returns how many values the histogram holds.",
            "SELECT _FUNC_(histogram) = count FROM layer_stats") {
        @Override
        Object apply(StoredHistogram histogram, List<Object> arguments) {
            return histogram.count();
        }
    },
    HDR_PERCENTILE(
            new Signature(DataTypes.LongType, DataTypes.DoubleType),
            "_FUNC_(histogram, share) - Returns the percentile by nearest rank, share from 0 to 1: the middle of the bucket"
                    + " that holds value number ceil(share * count), ns. Null if the histogram is empty.",
            "SELECT layer, _FUNC_(hdr_merge(histogram), 0.999) FROM layer_stats GROUP BY layer") {
        @Override
        Object apply(StoredHistogram histogram, List<Object> arguments) {
            var percentile = histogram.percentile((Double) arguments.get(0));
            return percentile.isPresent() ? percentile.getAsLong() : null;
        }
    },
    HDR_COUNT_BETWEEN(
            new Signature(DataTypes.LongType, DataTypes.LongType, DataTypes.LongType),
            "_FUNC_(histogram, lo_ns, hi_ns) - Returns how many values are in buckets whose middle is at least lo_ns and less"
                    + " than hi_ns.",
            "SELECT run_id, _FUNC_(histogram, 1000000, 9223372036854775807) FROM layer_stats") {
        @Override
        Object apply(StoredHistogram histogram, List<Object> arguments) {
            return histogram.countBetween((Long) arguments.get(0), (Long) arguments.get(1));
        }
    },
    HDR_MEAN(
            new Signature(DataTypes.DoubleType),
            "_FUNC_(histogram) - Returns the mean of the values, each taken as the middle of its bucket, ns. Null if the"
                    + " histogram is empty.",
            "SELECT layer, _FUNC_(hdr_merge(histogram)) FROM layer_stats GROUP BY layer") {
        @Override
        Object apply(StoredHistogram histogram, List<Object> arguments) {
            var mean = histogram.mean();
            return mean.isPresent() ? mean.getAsDouble() : null;
        }
    },
    HDR_BUCKETS(
            new Signature(DataTypes.createArrayType(bucket(), false)),
            "_FUNC_(histogram) - Returns the buckets that hold anything, from the lowest up, as an array of structs: lo_ns"
                    + " inclusive, hi_ns exclusive, count.",
            "SELECT layer, bucket.* FROM layer_stats LATERAL VIEW explode(_FUNC_(histogram)) AS bucket") {
        @Override
        Object apply(StoredHistogram histogram, List<Object> arguments) {
            var rows = new ArrayList<>();
            var buckets = histogram.buckets();
            while (buckets.next()) {
                rows.add(new GenericInternalRow(new Object[] {buckets.loNs(), buckets.hiNs(), buckets.count()}));
            }
            return new GenericArrayData(rows.toArray());
        }
    };

    /** The type of the result, and those of what follows the histogram. */
    private record Signature(DataType result, DataType... more) {}

    private final Signature signature;
    private final String usage;
    private final String example;

    HistogramFunction(Signature signature, String usage, String example) {
        this.signature = signature;
        this.usage = usage;
        this.example = example;
    }

    /** The result as Spark holds it, or null. */
    abstract Object apply(StoredHistogram histogram, List<Object> arguments);

    DataType result() {
        return signature.result();
    }

    /** The types of its arguments, the histogram first. */
    List<DataType> arguments() {
        var types = new ArrayList<DataType>(List.of(DataTypes.BinaryType));
        types.addAll(List.of(signature.more()));
        return types;
    }

    String usage() {
        return usage;
    }

    String example() {
        return example;
    }

    private static StructType bucket() {
        return new StructType()
                .add("lo_ns", DataTypes.LongType, false)
                .add("hi_ns", DataTypes.LongType, false)
                .add("count", DataTypes.LongType, false);
    }

    /** What it is called in SQL. */
    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
