package io.iostrata.transforms;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A layer of a set, and the runs of the set that measured it; with several of them, their unweighted mean.
 *
 * @param figures at least one, by run, each with a mean
 */
record MeasuredLayer(LayerPlace place, List<LayerFigure> figures) {
    MeasuredLayer {
        figures = figures.stream()
                .sorted(Comparator.comparing(LayerFigure::runId))
                .toList();
    }

    double cumulativeNs() {
        return Means.unweighted(figures, LayerFigure::meanNs).orElseThrow();
    }

    OptionalDouble controlNs() {
        return Means.unweighted(figures, LayerFigure::controlNs);
    }

    long count() {
        return figures.stream().mapToLong(LayerFigure::count).sum();
    }

    /** Whether an own time can be taken from it: its passages are those that the layers around are of. */
    boolean isOfOneRequestEach() {
        return figures.stream().allMatch(LayerFigure::isOfOneRequestEach);
    }

    LayerFigure first() {
        return figures.get(0);
    }

    Set<String> runs() {
        return figures.stream().map(LayerFigure::runId).collect(Collectors.toSet());
    }
}
