package io.iostrata.jobs.analyze;

import io.iostrata.schemas.stack.StackModel;
import io.iostrata.transforms.statistics.Question;
import java.util.List;
import java.util.Map;

/**
 * What a user asks of an analysis.
 *
 * @param runs glob over run ids
 * @param by config keys to group by; empty: whatever differs
 * @param values values of the model's {@code $variables}, for all runs analyzed
 * @param question what is asked of comparisons of every two configurations
 */
public record AnalyzeOptions(
        String runs, List<String> by, Map<String, String> values, StackModel model, Question question) {
    public static final String EVERY_RUN = "*";

    public AnalyzeOptions {
        by = List.copyOf(by);
        values = Map.copyOf(values);
    }

    /** Comparing as usual. */
    public AnalyzeOptions(String runs, List<String> by, Map<String, String> values, StackModel model) {
        this(runs, by, values, model, Question.USUAL);
    }
}
