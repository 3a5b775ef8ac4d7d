package io.iostrata.jobs.analyze;

import io.iostrata.schemas.stack.StackModel;
import java.util.List;
import java.util.Map;

/**
 * What a user asks of an analysis.
 *
 * @param runs glob over run ids
 * @param by config keys to group by; empty: whatever differs
 * @param values values of the model's {@code $variables}, for all runs analyzed
 */
public record AnalyzeOptions(String runs, List<String> by, Map<String, String> values, StackModel model) {
    public static final String EVERY_RUN = "*";

    public AnalyzeOptions {
        by = List.copyOf(by);
        values = Map.copyOf(values);
    }

    boolean isOfEveryRun() {
        return runs.equals(EVERY_RUN);
    }
}
