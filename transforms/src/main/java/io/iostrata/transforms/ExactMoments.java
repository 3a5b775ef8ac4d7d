package io.iostrata.transforms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;

/**
 * Count, sum and sum of squares of 64-bit values that are not negative, without rounding: so the mean and the standard
 * deviation do not depend on the order of the values. The sums are two's complement in words, the lowest first.
 */
final class ExactMoments {
    private long count;
    private long sum0;
    private long sum1;
    private long squares0;
    private long squares1;
    private long squares2;

    void add(long value) {
        count++;
        sum0 += value;
        sum1 += carry(sum0, value);
        long low = value * value;
        squares0 += low;
        long high = Math.multiplyHigh(value, value) + carry(squares0, low);
        squares1 += high;
        squares2 += carry(squares1, high);
    }

    long count() {
        return count;
    }

    BigInteger sum() {
        return number(0, sum1, sum0);
    }

    /** Arithmetic mean of at least one value. */
    double mean() {
        return new BigDecimal(sum())
                .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** Sample standard deviation (n - 1) of at least two values. */
    double stddev() {
        var n = BigInteger.valueOf(count);
        var spread = n.multiply(number(squares2, squares1, squares0)).subtract(sum().pow(2));
        var degrees = n.multiply(n.subtract(BigInteger.ONE));
        return Math.sqrt(new BigDecimal(spread)
                .divide(new BigDecimal(degrees), MathContext.DECIMAL128)
                .doubleValue());
    }

    private static long carry(long sum, long added) {
        return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
    }

    private static BigInteger number(long high, long middle, long low) {
        var words = ByteBuffer.allocate(3 * Long.BYTES);
        words.putLong(high).putLong(middle).putLong(low);
        return new BigInteger(1, words.array());
    }
}
