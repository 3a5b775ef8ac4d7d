package io.iostrata.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as reports print them. A figure that is none (NaN, infinite) prints as a dash. */
final class Figures {
    static final String MISSING = "–";

    private static final int SIGNIFICANT_P_DIGITS = 2;

    private Figures() {}

    /** Whole nanoseconds where the figure is whole or at least 1 µs, else one decimal. */
    static String ns(double ns) {
        return decimals(ns, Math.abs(ns) >= 1000 || ns == Math.rint(ns) ? 0 : 1);
    }

    /** Nanoseconds as {@link #ns} has them, with a sign. */
    static String signedNs(double ns) {
        return signed(ns, ns(ns));
    }

    /** Microseconds with three decimals, of nanoseconds. */
    static String us(double ns) {
        return decimals(ns / 1000, 3);
    }

    /** Microseconds for people, of nanoseconds: four digits, at most three of them after the point. */
    static String brief(double ns) {
        double us = Math.abs(ns / 1000);
        return decimals(ns / 1000, us >= 1000 ? 0 : us >= 100 ? 1 : us >= 10 ? 2 : 3);
    }

    /** Microseconds with a sign, of nanoseconds. */
    static String signedUs(double ns) {
        return signed(ns, us(ns));
    }

    /** Percent with two decimals, of a ratio. */
    static String percent(double ratio) {
        return decimals(ratio * 100, 2) + (Double.isFinite(ratio) ? "%" : "");
    }

    /** "95 %", of a ratio: as many digits as it has, at most three after the point. */
    static String shortPercent(double ratio) {
        return BigDecimal.valueOf(ratio)
                        .movePointRight(2)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    static String signedPercent(double ratio) {
        return signed(ratio, percent(ratio));
    }

    /** A probability: two significant digits, or a bound below 0.0001. */
    static String probability(double p) {
        if (p < 0.0001) {
            return "< 0.0001";
        }
        return Double.isFinite(p)
                ? new BigDecimal(p).round(new MathContext(SIGNIFICANT_P_DIGITS)).toPlainString()
                : MISSING;
    }

    /** "1 run", "3 runs". */
    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Bytes in the largest binary unit that leaves at least 1, one decimal. */
    static String bytes(long bytes) {
        var units = new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        int unit = 0;
        double value = (double) bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return decimals(value, unit == 0 ? 0 : 1) + " " + units[unit];
    }

    static String decimals(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return MISSING;
        }
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String signed(double value, String printed) {
        return value > 0 ? "+" + printed : printed;
    }
}
