package io.iostrata.jobs.sql;

import io.iostrata.jobs.UserError;
import io.iostrata.transforms.HistogramSum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The aggregate {@code hdr_merge}: stored histograms added up, first where they are read, then where their group is; null
 * where none is given. A buffer has at most one sum in it.
 */
final class HistogramMerge extends TypedImperativeAggregate<List<HistogramSum>>
        implements ImplicitCastInputTypes, Serializable {
    private static final long serialVersionUID = 1;

    private final Expression histogram;
    private final Offsets offsets;

    /** Where Spark keeps the buffer. */
    private record Offsets(int mutable, int input) implements Serializable {}

    HistogramMerge(Expression histogram) {
        this(histogram, new Offsets(0, 0));
    }

    private HistogramMerge(Expression histogram, Offsets offsets) {
        this.histogram = histogram;
        this.offsets = offsets;
    }

    @Override
    public List<HistogramSum> createAggregationBuffer() {
        return new ArrayList<>(1);
    }

    @Override
    public List<HistogramSum> update(List<HistogramSum> buffer, InternalRow input) {
        var encoded = (byte[]) histogram.eval(input);
        if (encoded != null) {
            add(buffer, encoded);
        }
        return buffer;
    }

    @Override
    public List<HistogramSum> merge(List<HistogramSum> buffer, List<HistogramSum> other) {
        if (buffer.isEmpty()) {
            return other;
        }
        other.forEach(sum -> add(buffer, sum.encoded()));
        return buffer;
    }

    private static void add(List<HistogramSum> buffer, byte[] encoded) {
        if (buffer.isEmpty()) {
            buffer.add(new HistogramSum());
        }
        try {
            buffer.get(0).add(encoded);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }

    @Override
    public Object eval(List<HistogramSum> buffer) {
        return buffer.isEmpty() ? null : buffer.get(0).encoded();
    }

    @Override
    public byte[] serialize(List<HistogramSum> buffer) {
        return buffer.isEmpty() ? new byte[0] : buffer.get(0).encoded();
    }

    @Override
    public List<HistogramSum> deserialize(byte[] stored) {
        var buffer = createAggregationBuffer();
        if (stored.length > 0) {
            add(buffer, stored);
        }
        return buffer;
    }

    @Override
    public int mutableAggBufferOffset() {
        return offsets.mutable();
    }

    @Override
    public int inputAggBufferOffset() {
        return offsets.input();
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new HistogramMerge(histogram, new Offsets(offset, offsets.input()));
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new HistogramMerge(histogram, new Offsets(offsets.mutable(), offset));
    }

    @Override
    public DataType dataType() {
        return DataTypes.BinaryType;
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        return CollectionConverters.asScala(List.<AbstractDataType>of(DataTypes.BinaryType))
                .toSeq();
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        return ImplicitCastInputTypes.super.checkInputDataTypes();
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public Seq<Expression> children() {
        return CollectionConverters.asScala(List.of(histogram)).toSeq();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> changed) {
        return new HistogramMerge(changed.head(), offsets);
    }

    @Override
    public String prettyName() {
        return HistogramExtensions.MERGE;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof HistogramMerge;
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int element) {
        return histogram;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistogramMerge that && histogram.equals(that.histogram) && offsets.equals(that.offsets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(histogram, offsets);
    }
}
