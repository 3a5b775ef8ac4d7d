package io.iostrata.jobs.analyze;

import io.iostrata.transforms.statistics.Question;
import java.util.List;
import java.util.Map;

/**
 * What a user asks of a comparison.
 *
 * @param baseline config keys and values of its runs
 * @param candidate the same of the other side
 * @param by config keys that are compared though no selection names them
 * @param pairBy what the runs of one block have in common: a config key, {@code set} or {@code date}; empty if nothing
 */
public record PairOptions(
        Map<String, String> baseline,
        Map<String, String> candidate,
        List<String> by,
        String pairBy,
        Question question) {
    public PairOptions {
        baseline = Map.copyOf(baseline);
        candidate = Map.copyOf(candidate);
        by = List.copyOf(by);
    }
}
