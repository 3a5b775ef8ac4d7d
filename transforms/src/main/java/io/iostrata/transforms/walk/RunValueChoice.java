package io.iostrata.transforms.walk;

import io.iostrata.schemas.stack.Condition;
import io.iostrata.schemas.stack.Condition.Absence;
import io.iostrata.schemas.stack.EventMatch;
import io.iostrata.schemas.stack.RunValueRule;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import io.iostrata.transforms.walk.SourceFacts.Answer;
import io.iostrata.transforms.walk.SourceFacts.Line;
import io.iostrata.transforms.walk.SourceFacts.Seen;
import io.iostrata.transforms.walk.SourceFacts.Tally;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settles a run's values from what its sources tell, rule by rule; what is given is taken as it is. */
final class RunValueChoice {
    private static final int MOST_SHOWN = 8;
    /** The model's first value is the device that is measured. */
    private static final int DEVICE = 0;

    /** And its first events are requests; what a device is told by otherwise others than disks have too. */
    private static final int REQUESTS = 0;

    private static final long MOST_UNHEARD = 2;
    private static final long PARTS_UNHEARD = 20;

    private final StackModel model;
    private final List<SourceFacts> facts;
    private final Notes notes;
    private final Map<String, Set<Object>> values = new HashMap<>();
    private OptionalLong heard = OptionalLong.empty();
    private long ofOtherDisks;

    private record Counted(SourceId source, Tally tally, long total) {}

    private record Answered(SourceId source, Answer answer) {}

    private RunValueChoice(StackModel model, List<SourceFacts> facts, Notes notes) {
        this.model = model;
        this.facts = facts;
        this.notes = notes;
    }

    static RunValues of(StackModel model, WalkInputs.Run run, List<SourceFacts> facts, Notes notes) {
        var choice = new RunValueChoice(model, facts, notes);
        run.given().forEach(choice::give);
        for (int i = 0; i < model.runValues().size(); i++) {
            choice.settle(i);
        }
        return new RunValues(choice.values, choice.ofOtherDisks);
    }

    private void give(String name, String value) {
        var given = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(Scalars::of)
                .collect(Collectors.toSet());
        if (!given.isEmpty()) {
            values.put(name, given);
            facts.stream().findFirst().ifPresent(first -> found(first.id(), 1, name + " = " + value + " : given"));
        }
    }

    private void settle(int number) {
        var rule = model.runValues().get(number);
        if (rule instanceof RunValueRule.MostFrequent frequent) {
            if (!values.containsKey(frequent.value())) {
                mostFrequent(number, frequent);
            } else if (number == DEVICE) {
                heard = heard(number, frequent);
            }
            tellOfOthers(number, frequent);
        } else if (rule instanceof RunValueRule.AllSeen seen && !values.containsKey(seen.value())) {
            allSeen(number, seen);
        } else if (rule instanceof RunValueRule.Answered) {
            answered(number);
        }
    }

    private void mostFrequent(int number, RunValueRule.MostFrequent rule) {
        for (int match = 0; match < rule.of().size(); match++) {
            var most = counted(number, match, rule.of().get(match)).max(byEvents());
            if (most.isPresent()) {
                var seen = most.get().tally.seen();
                values.put(rule.value(), Set.of(seen.value()));
                var shown = Scalars.show(rule.argument(), seen.value());
                var events = String.join("|", rule.of().get(match).events());
                long of = most.get().tally.events();
                found(
                        most.get().source,
                        of,
                        rule.value() + " = " + shown + " : " + of + " of " + most.get().total + " " + events);
                return;
            }
        }
    }

    /** What there is of the kind beside what was found or given: which disks have requests that are not followed. */
    private void tellOfOthers(int number, RunValueRule.MostFrequent rule) {
        var followed = values.getOrDefault(rule.value(), Set.of());
        for (int match = 0; match < rule.of().size(); match++) {
            var counts = new TreeMap<String, Long>();
            var seen = counted(number, match, rule.of().get(match)).toList();
            seen.stream()
                    .filter(each -> !followed.contains(each.tally.seen().value()))
                    .forEach(each -> counts.merge(
                            Scalars.show(rule.argument(), each.tally.seen().value()), each.tally.events(), Long::sum));
            if (!counts.isEmpty()) {
                long left = counts.values().stream().mapToLong(Long::longValue).sum();
                if (number == DEVICE && match == REQUESTS) {
                    ofOtherDisks = left;
                }
                long all = seen.stream().mapToLong(each -> each.tally.events()).sum();
                var events = String.join("|", rule.of().get(match).events());
                var message = "%d of %d %s are of another %s, not followed: %s"
                        .formatted(left, all, events, rule.argument(), shown(counts));
                notes.add(seen.get(0).source, new Found.Note(IssueKind.FOUND, severity(left, all), left, message));
            }
            if (!seen.isEmpty()) {
                return;
            }
        }
    }

    /** Nothing of what was given is seen: a mistake, most likely. */
    private static Severity severity(long left, long all) {
        return left == all ? Severity.WARNING : Severity.INFO;
    }

    private static String shown(Map<String, Long> counts) {
        var shown = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_SHOWN)
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining(", "));
        return counts.size() > MOST_SHOWN ? shown + ", …" : shown;
    }

    private static Comparator<Counted> byEvents() {
        return Comparator.<Counted>comparingLong(each -> each.tally.events())
                .thenComparing(each -> each.tally.seen().value().toString())
                .thenComparing(each -> -each.source.sourceId());
    }

    private Stream<Counted> counted(int rule, int match, EventMatch declared) {
        return facts.stream().flatMap(source -> {
            var tallies = source.tallies().stream()
                    .filter(tally -> tally.seen().rule() == rule && tally.seen().match() == match)
                    .filter(tally -> holds(declared, tally.seen()))
                    .toList();
            long total = tallies.stream().mapToLong(Tally::events).sum();
            return tallies.stream().map(tally -> new Counted(source.id(), tally, total));
        });
    }

    private boolean holds(EventMatch declared, Seen seen) {
        var conditions = declared.where().stream().filter(Condition::isRunValue).toList();
        for (int i = 0; i < conditions.size(); i++) {
            var wanted = values.get(conditions.get(i).value());
            boolean lenient = conditions.get(i).absence() == Absence.PASSES;
            var value = seen.circumstances().get(i);
            boolean passes = (wanted == null || value.equals("")) ? lenient : wanted.contains(value);
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    private void allSeen(int number, RunValueRule.AllSeen rule) {
        var all = new HashSet<Object>();
        for (int match = 0; match < rule.of().size(); match++) {
            counted(number, match, rule.of().get(match))
                    .forEach(each -> all.add(each.tally.seen().value()));
        }
        if (!all.isEmpty()) {
            values.put(rule.value(), Set.copyOf(all));
        }
    }

    private void answered(int number) {
        var all = facts.stream()
                .flatMap(source -> source.answers().stream().map(answer -> new Answered(source.id(), answer)))
                .filter(each -> each.answer.rule() == number)
                .filter(each -> agrees(each.answer.ring(), number) && agrees(each.answer.answer(), number))
                .toList();
        all.stream()
                .filter(each -> isOfGivenDevice(each.answer))
                .max(Comparator.<Answered>comparingDouble(each -> each.answer.weight())
                        .thenComparing(each -> each.answer.toString()))
                .ifPresentOrElse(this::take, () -> all.stream().findFirst().ifPresent(this::noneRingsSo));
    }

    private void noneRingsSo(Answered each) {
        var message = "no doorbell rings %d times, as often as the given device is notified: its layers above QEMU have"
                + " no spans unless the doorbell is given too (%s)";
        var names = String.join(", ", each.answer.ring().names());
        notes.add(
                each.source,
                new Found.Note(IssueKind.FOUND, Severity.WARNING, 1, message.formatted(heard.getAsLong(), names)));
    }

    /** Of several devices the one that was given has the doorbell that rings as often as the device hears. */
    private boolean isOfGivenDevice(Answer answer) {
        if (heard.isEmpty()) {
            return true;
        }
        long difference = Math.abs(answer.notifies() - heard.getAsLong());
        return difference <= Math.max(MOST_UNHEARD, heard.getAsLong() / PARTS_UNHEARD);
    }

    /**
     * How often a given device is notified, by the last event that tells. Empty where none is notified more often: then the
     * doorbell that is answered most is taken for its own, as for a device that is found.
     */
    private OptionalLong heard(int number, RunValueRule.MostFrequent rule) {
        int last = rule.of().size() - 1;
        var counts = new HashMap<Object, Long>();
        counted(number, last, rule.of().get(last))
                .forEach(each -> counts.merge(each.tally.seen().value(), each.tally.events(), Long::sum));
        var given = values.get(rule.value());
        long ofGiven = counts.entrySet().stream()
                .filter(each -> given.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        boolean isMost = counts.entrySet().stream()
                .filter(each -> !given.contains(each.getKey()))
                .allMatch(each -> each.getValue() <= ofGiven);
        return isMost ? OptionalLong.empty() : OptionalLong.of(ofGiven);
    }

    /** True where nothing of the line's side is given, or the line is what is given. */
    private boolean agrees(Line line, int number) {
        var rule = (RunValueRule.Answered) model.runValues().get(number);
        var side = Stream.of(rule.notifies(), rule.answers())
                .filter(signals ->
                        signals.stream().anyMatch(signal -> signal.values().equals(line.names())))
                .flatMap(List::stream)
                .flatMap(signal -> signal.values().stream())
                .collect(Collectors.toSet());
        for (int i = 0; i < line.names().size(); i++) {
            var given = Optional.ofNullable(values.get(line.names().get(i)));
            int place = i;
            if (given.isPresent() && !given.get().contains(line.key().get(place))) {
                return false;
            }
        }
        return side.stream().noneMatch(values::containsKey)
                || line.names().stream().anyMatch(values::containsKey);
    }

    private void take(Answered each) {
        var answer = each.answer;
        var shown = put(answer.ring()) + ", answered by " + put(answer.answer());
        found(
                each.source,
                answer.pairs(),
                shown + " : " + answer.pairs() + " of " + answer.notifies() + " notifies answered, " + answer.answers()
                        + " interrupts");
    }

    private String put(Line line) {
        var shown = new StringBuilder();
        for (int i = 0; i < line.names().size(); i++) {
            var value = line.key().get(i);
            values.putIfAbsent(line.names().get(i), Set.of(value));
            var name = line.names().get(i);
            shown.append(i == 0 ? "" : ", ").append(name).append(" = ");
            shown.append(Scalars.show(name.substring(name.lastIndexOf('_') + 1).replace("$", ""), value));
        }
        return shown.toString();
    }

    private void found(SourceId source, long count, String message) {
        notes.add(source, new Found.Note(IssueKind.FOUND, Severity.INFO, Math.max(1, count), message));
    }
}
