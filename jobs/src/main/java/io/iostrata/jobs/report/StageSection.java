package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The stages inside QEMU, configurations side by side, each held against the first. */
final class StageSection {
    private static final List<String> PHASES = List.of("submit", "io", "completion", "notify");

    private final Page page;

    private StageSection(Page page) {
        this.page = page;
    }

    static Section of(Page page) {
        var section = new StageSection(page);
        var content = new ArrayList<Html>();
        content.add(
                Page.note("Mean microseconds from one event to the next; a stage is named for the event that closes "
                        + "it. Small figures: difference from the first configuration of the table, where one of the two "
                        + "has a boundary more, taken from the last boundary that both have."));
        page.data().chains().forEach(chain -> content.add(section.chain(chain)));
        content.add(page.data().chains().isEmpty() ? Page.note("No run has stages.") : section.phases());
        content.add(Page.definedBelow());
        return new Section("stages", "Stages inside QEMU", content);
    }

    private Html chain(ChainFigures chain) {
        var table = HtmlTable.of("stages", chainHead(chain));
        String first = page.configsOf(chain).get(0);
        for (var config : page.configsOf(chain)) {
            var cells = new ArrayList<Html>();
            cells.add(HtmlTable.rowHeading(page.configs().full(config)));
            for (var stage : chain.stages()) {
                var diff = config.equals(first) ? OptionalDouble.empty() : chain.differenceNs(config, first, stage);
                cells.add(cell(chain.meanNs(config, stage), diff, stage.inTotal() ? "num" : "num outside"));
            }
            var reference = config.equals(first) ? OptionalDouble.empty() : chain.totalNs(first);
            cells.add(cell(chain.totalNs(config), minus(chain.totalNs(config), reference), "num total"));
            cells.add(HtmlTable.figure(Long.toString(chain.runs(config))));
            table.row(cells);
        }
        return Html.concat(Html.tag("h3").holding(chain.chain()), table.html());
    }

    private static List<Html> chainHead(ChainFigures chain) {
        var head = new ArrayList<Html>();
        head.add(HtmlTable.heading("Configuration"));
        for (var stage : chain.stages()) {
            var name = Html.breakable(stage.label());
            var aside = Html.tag("span", "aside").holding(" not in the total");
            head.add(HtmlTable.figureHeading(stage.inTotal() ? name : Html.concat(name, aside)));
        }
        head.add(HtmlTable.figureHeading("total"));
        head.add(HtmlTable.figureHeading("Runs"));
        return head;
    }

    /** Chains with different events, compared through their phases. */
    private Html phases() {
        var head = new ArrayList<Html>();
        head.add(HtmlTable.heading("Configuration"));
        head.add(HtmlTable.heading("Chain"));
        PHASES.forEach(phase -> head.add(HtmlTable.figureHeading(phase)));
        head.add(HtmlTable.figureHeading("total"));
        var table = HtmlTable.of("stages", head);
        var first = page.data().chains().get(0);
        for (var chain : page.data().chains()) {
            for (var config : page.configsOf(chain)) {
                table.row(phaseRow(chain, config, first));
            }
        }
        return Html.concat(Html.tag("h3").holding("All chains by phase"), table.html());
    }

    private List<Html> phaseRow(ChainFigures chain, String config, ChainFigures firstChain) {
        String first = page.configsOf(firstChain).get(0);
        boolean isFirst = chain.equals(firstChain) && config.equals(first);
        var cells = new ArrayList<Html>();
        cells.add(HtmlTable.rowHeading(page.configs().full(config)));
        cells.add(HtmlTable.cell(chain.chain()));
        for (var phase : PHASES) {
            var reference = isFirst ? OptionalDouble.empty() : firstChain.phaseNs(first, phase);
            cells.add(cell(chain.phaseNs(config, phase), minus(chain.phaseNs(config, phase), reference), "num"));
        }
        var reference = isFirst ? OptionalDouble.empty() : firstChain.totalNs(first);
        cells.add(cell(chain.totalNs(config), minus(chain.totalNs(config), reference), "num total"));
        return cells;
    }

    private static OptionalDouble minus(OptionalDouble ns, OptionalDouble referenceNs) {
        return ns.isEmpty() || referenceNs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ns.getAsDouble() - referenceNs.getAsDouble());
    }

    private static Html cell(OptionalDouble ns, OptionalDouble diffNs, String styleClass) {
        var value = Page.value(ns, Figures::us, "this chain has no such boundary here");
        if (ns.isEmpty() || diffNs.isEmpty()) {
            return Html.tag("td", styleClass).holding(value);
        }
        String diff = Figures.signedUs(diffNs.getAsDouble());
        return Html.tag("td", styleClass)
                .holding(value, Html.tag("span", "diff").holding(diff));
    }
}
