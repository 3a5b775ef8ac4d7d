package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One family of configurations in the terminal: who they are, their layers, their stages. */
final class FamilyText {
    private static final int MOST_STAGE_COLUMNS = 6;
    private static final int MOST_LAYER_COLUMNS = 3;

    private final LayerNames names;
    private final Configurations configs;
    private final Measured all;

    FamilyText(LayerNames names, Configurations configs, Measured all) {
        this.names = names;
        this.configs = configs;
        this.all = all;
    }

    /** The block of those members that are wanted; empty where none has a figure. */
    Optional<String> of(Family family, Predicate<String> wanted) {
        var members = family.labels().stream().filter(wanted).toList();
        var layers = layers(members);
        var stages = all.chains().stream()
                .map(chain -> chain.only(members::contains))
                .filter(chain -> !chain.figures().isEmpty())
                .toList();
        if (layers.isEmpty() && stages.isEmpty()) {
            return Optional.empty();
        }
        var blocks = new ArrayList<String>();
        if (configs.isNumbered() || !layers.isEmpty()) {
            blocks.add(head(family, members, layers));
        }
        for (int from = 0; from < layers.size(); from += MOST_LAYER_COLUMNS) {
            var columns = layers.subList(from, Math.min(from + MOST_LAYER_COLUMNS, layers.size()));
            blocks.add(new LayerText(names, configs, columns, isPairedTwice(layers)).lines());
        }
        stages.forEach(chain -> blocks.addAll(stages(chain, members)));
        return Optional.of(String.join("\n", blocks));
    }

    /** Those of one configuration together, in the order of the members. */
    private List<Breakdown> layers(List<String> members) {
        return all.breakdowns().stream()
                .filter(breakdown -> members.contains(breakdown.key().config()))
                .sorted(Comparator.comparingInt(
                        breakdown -> members.indexOf(breakdown.key().config())))
                .toList();
    }

    private static boolean isPairedTwice(List<Breakdown> layers) {
        return layers.stream()
                        .map(breakdown -> breakdown.key().config())
                        .distinct()
                        .count()
                < layers.size();
    }

    private String head(Family family, List<String> members, List<Breakdown> layers) {
        var lines = new ArrayList<String>();
        if (configs.isNumbered() && !family.common().isEmpty()) {
            lines.add("All of " + members.stream().map(configs::shortName).collect(Collectors.joining(", ")) + ": "
                    + family.common());
        }
        for (var member : members) {
            var measured = layers.stream()
                    .filter(breakdown -> breakdown.key().config().equals(member))
                    .map(FamilyText::measured)
                    .toList();
            if (configs.isNumbered() || !measured.isEmpty()) {
                lines.add(name(member) + "  (" + (measured.isEmpty() ? "stages" : String.join(" / ", measured)) + ")");
            }
        }
        return Printable.ofLines(lines);
    }

    private String name(String label) {
        return configs.isNumbered()
                ? configs.shortName(label) + "  " + configs.heading(label)
                : configs.shortName(label);
    }

    private static String measured(Breakdown breakdown) {
        return breakdown.pairingInWords() + "; " + breakdown.counts();
    }

    private List<String> stages(ChainFigures chain, List<String> members) {
        var columns = members.stream().filter(chain.configs()::contains).toList();
        var tables = new ArrayList<String>();
        for (int from = 0; from < columns.size(); from += MOST_STAGE_COLUMNS) {
            tables.add(stageTable(chain, columns.subList(from, Math.min(from + MOST_STAGE_COLUMNS, columns.size()))));
        }
        return tables;
    }

    private String stageTable(ChainFigures chain, List<String> columns) {
        var table = new TextTable();
        table.row(prepend(chain.chain() + " (µs)", columns.stream().map(configs::shortName)));
        for (var stage : chain.stages()) {
            table.row(prepend(stageName(stage), columns.stream().map(config -> us(chain.meanNs(config, stage)))));
        }
        table.row(prepend("total", columns.stream().map(config -> us(chain.totalNs(config)))));
        table.row(prepend("runs", columns.stream().map(config -> Long.toString(chain.runs(config)))));
        return table.lines() + Printable.ofLines(all.differences(chain, columns, configs, names));
    }

    private static String stageName(ChainFigures.Stage stage) {
        return stage.inTotal() ? stage.label() : stage.label() + " (not in the total)";
    }

    private static List<String> prepend(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static String us(OptionalDouble ns) {
        return ns.isEmpty() ? LayerText.NONE : Figures.us(ns.getAsDouble());
    }
}
