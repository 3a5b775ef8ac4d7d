package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.RunValueRule;
import io.iostrata.transforms.walk.SourceFacts.Answer;
import io.iostrata.transforms.walk.SourceFacts.Line;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts, for every doorbell and every interrupt, how often the one was followed by the other. */
final class AnswerScan {
    /** Lines of a kind that are followed; later ones are not candidates. */
    static final int MOST_LINES = 256;
    /** Pairs of lines that are told. */
    private static final int MOST_ANSWERS = 512;

    private final int rule;
    private final List<SignalTest> notifies;
    private final List<SignalTest> answers;
    private final Map<Line, Integer> rung = new HashMap<>();
    private final long[] rings = new long[MOST_LINES];
    private final Map<Line, Answering> answering = new HashMap<>();

    /** One interrupt: how often it rose, and by doorbell the last ring it answered and how many. */
    private static final class Answering {
        private final long[] lastRing = new long[MOST_LINES];
        private final long[] pairs = new long[MOST_LINES];
        private long count;
    }

    AnswerScan(int rule, RunValueRule.Answered declared, Arguments arguments) {
        this.rule = rule;
        notifies = declared.notifies().stream()
                .map(signal -> new SignalTest(signal, arguments))
                .toList();
        answers = declared.answers().stream()
                .map(signal -> new SignalTest(signal, arguments))
                .toList();
    }

    void accept(TraceEvent event) {
        notifies.forEach(signal -> signal.raised(event).ifPresent(this::ring));
        answers.forEach(signal -> signal.raised(event).ifPresent(this::answer));
    }

    private void ring(Line line) {
        if (rung.size() < MOST_LINES) {
            rung.putIfAbsent(line, rung.size());
        }
        var place = rung.get(line);
        if (place != null) {
            rings[place]++;
        }
    }

    private void answer(Line line) {
        var each = answering.size() < MOST_LINES
                ? answering.computeIfAbsent(line, key -> new Answering())
                : answering.get(line);
        if (each == null) {
            return;
        }
        each.count++;
        for (int i = 0; i < rung.size(); i++) {
            if (each.lastRing[i] != rings[i]) {
                each.lastRing[i] = rings[i];
                each.pairs[i]++;
            }
        }
    }

    Stream<Answer> answers() {
        return rung.entrySet().stream()
                .flatMap(ring -> answering.entrySet().stream()
                        .filter(each -> each.getValue().pairs[ring.getValue()] > 0)
                        .map(each -> answer(ring.getKey(), ring.getValue(), each.getKey(), each.getValue())))
                .sorted(Comparator.comparingDouble(Answer::weight).reversed())
                .limit(MOST_ANSWERS);
    }

    private Answer answer(Line notify, int place, Line line, Answering each) {
        return new Answer(rule, notify, line, each.pairs[place], rings[place], each.count);
    }
}
