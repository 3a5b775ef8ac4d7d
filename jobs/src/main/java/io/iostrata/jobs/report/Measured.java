package io.iostrata.jobs.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** What the terminal's tables are made of. */
record Measured(List<Breakdown> breakdowns, List<ChainFigures> chains, List<ChainShape> shapes) {
    private static final String AROUND_CHAINS = "qemu_virtio";
    private static final double TOLERANCE = 0.001;
    private static final String SHAPE =
            "stages are of the requests of the commonest shape, %d of %d, and weigh runs alike; the layer is of every"
                    + " request and weighs sets alike";

    Measured {
        breakdowns = List.copyOf(breakdowns);
        chains = List.copyOf(chains);
        shapes = List.copyOf(shapes);
    }

    /** Why a chain's total is not what the layer around it takes, by configuration; none where they agree. */
    List<String> differences(ChainFigures chain, List<String> columns, Configurations configs, LayerNames names) {
        return columns.stream()
                .filter(config -> isApart(chain.totalNs(config), aroundNs(config)))
                .map(config -> "%s: total %s, %s %s: %s"
                        .formatted(
                                configs.shortName(config),
                                Figures.us(chain.totalNs(config).orElseThrow()),
                                names.passage(AROUND_CHAINS),
                                Figures.us(aroundNs(config).orElseThrow()),
                                reason(config, chain.chain())))
                .toList();
    }

    private String reason(String config, String chain) {
        return shapes.stream()
                .filter(shape -> shape.isOf(config, chain) && shape.commonest() < shape.every())
                .findFirst()
                .map(shape -> SHAPE.formatted(shape.commonest(), shape.every()))
                .orElse("stages weigh runs alike and layers sets, or they are not of the same requests");
    }

    private static boolean isApart(OptionalDouble totalNs, OptionalDouble aroundNs) {
        return totalNs.isPresent()
                && aroundNs.isPresent()
                && Math.abs(totalNs.getAsDouble() - aroundNs.getAsDouble()) > TOLERANCE * aroundNs.getAsDouble();
    }

    /** What the layer takes in the runs that have all layers, before that in others. */
    private OptionalDouble aroundNs(String config) {
        return breakdowns.stream()
                .filter(breakdown -> breakdown.key().config().equals(config))
                .sorted(Comparator.comparing(
                        (Breakdown breakdown) -> breakdown.key().pairing(), Comparator.reverseOrder()))
                .map(breakdown -> breakdown.cumulativeNs(AROUND_CHAINS))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }
}
