package io.iostrata.transforms.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * p-values adjusted for how many there are: Holm (1979) inside a family, families in order by fallback (Wiens 2003). The
 * families share the error: the first has most of it, and one that is rejected as a whole hands its share to the next.
 * So the probability of even one false difference in the whole report is at most the level.
 */
public final class Holm {
    /** Shares of the families in order, from how small a p-value each needs: the first keeps nearly all its power. */
    private static final double[] SHARES = {0.8, 0.1, 0.1};

    private Holm() {}

    /** Adjusted p-values of one family, in the order given. */
    public static double[] adjust(double[] p) {
        var order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> p[index]))
                .toList();
        var adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int index = order.get(rank);
            largest = Math.max(largest, Math.min(1, p[index] * (p.length - rank)));
            adjusted[index] = largest;
        }
        return adjusted;
    }

    /** Adjusted p-values of up to three families, the most important first; an empty one leaves its share to the others. */
    public static List<double[]> adjustFamilies(List<double[]> families) {
        var shares = shares(families);
        var adjusted = new ArrayList<double[]>();
        var gates = List.<Gate>of();
        for (int family = 0; family < families.size(); family++) {
            if (families.get(family).length == 0) {
                adjusted.add(new double[0]);
                continue;
            }
            var holm = adjust(families.get(family));
            double share = shares[family];
            var open = ways(gates, share);
            adjusted.add(Arrays.stream(holm).map(p -> smallest(open, p)).toArray());
            double worst = Arrays.stream(holm).max().orElse(0);
            gates = open.stream()
                    .map(way -> new Gate(Math.max(way.level(), Math.min(1, worst / way.share())), way.share()))
                    .toList();
        }
        return adjusted;
    }

    /** From which level on a share of the error is there. */
    private record Gate(double level, double share) {}

    /** With the family's own share alone, or with what a gate before hands on. */
    private static List<Gate> ways(List<Gate> gates, double share) {
        return Stream.concat(
                        Stream.of(new Gate(0, share)),
                        gates.stream().map(gate -> new Gate(gate.level(), gate.share() + share)))
                .toList();
    }

    private static double smallest(List<Gate> ways, double p) {
        return ways.stream()
                .mapToDouble(way -> Math.max(way.level(), Math.min(1, p / way.share())))
                .min()
                .orElseThrow();
    }

    private static double[] shares(List<double[]> families) {
        double all = IntStream.range(0, families.size())
                .filter(family -> families.get(family).length > 0)
                .mapToDouble(family -> SHARES[family])
                .sum();
        return IntStream.range(0, families.size())
                .mapToDouble(family -> SHARES[family] / all)
                .toArray();
    }
}
