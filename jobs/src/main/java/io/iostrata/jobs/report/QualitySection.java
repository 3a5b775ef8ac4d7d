package io.iostrata.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** What was lost, left out or not understood, and where each figure comes from. */
final class QualitySection {
    private final Page page;

    private QualitySection(Page page) {
        this.page = page;
    }

    static Section of(Page page) {
        var section = new QualitySection(page);
        var content = new ArrayList<Html>();
        content.add(QualityWords.of(section.table("summary.sql")));
        content.add(section.tiles());
        content.add(Html.tag("h3").holding("Issues by kind"));
        content.add(section.issues());
        content.add(section.part("Layers with something lost, unmatched or tainted", "layer-quality.sql"));
        content.add(section.part("Unrecognised files", "unrecognised.sql"));
        content.add(section.part("Distributions by run and layer", "layer-stats.sql"));
        content.add(section.part("Which events bound each layer", "pairings.sql"));
        content.add(section.part("Clocks", "clocks.sql"));
        return new Section("quality", "Data quality", content);
    }

    /** Runs and raw files. */
    static Section origins(Page page) {
        var section = new QualitySection(page);
        return new Section(
                "origins",
                "Runs and sources",
                List.of(
                        section.part("Runs", "runs.sql"),
                        section.part("Raw files", "sources.sql"),
                        section.part("Benchmarks", "benchmarks.sql")));
    }

    private Html issues() {
        var table = table("issues.sql");
        return table.isEmpty()
                ? Page.note("No issue of any kind.")
                : Html.concat(Html.tag("div", "issues").holding(table.wholeWords()), page.definitions("issues.sql"));
    }

    private Html tiles() {
        var summary = table("summary.sql");
        var tiles = new ArrayList<Html>();
        for (int i = 0; i < summary.columns().size(); i++) {
            String name = summary.columns().get(i);
            var value = (Number) summary.rows().get(0).get(i);
            tiles.add(tile(name, value.longValue()));
        }
        return Html.tag("dl", "tiles").holding(tiles);
    }

    private static Html tile(String name, long value) {
        String printed = name.startsWith("Bytes") ? Figures.bytes(value) : Long.toString(value);
        var term = Html.tag("dt").holding(name);
        var figure = Html.tag("dd").with("title", Long.toString(value)).holding(printed);
        return Html.tag("div").holding(term, figure);
    }

    private Html part(String heading, String query) {
        var table = table(query);
        String count = table.isEmpty() ? " none" : " " + table.rows().size() + (table.isCut() ? "+" : "");
        var summary = Html.concat(Html.text(heading), Html.tag("span", "aside").holding(count));
        return Page.folded(summary, orNothing(query, "None."));
    }

    private Html orNothing(String query, String otherwise) {
        var table = table(query);
        return table.isEmpty() ? Page.note(otherwise) : Html.concat(table.html(), page.definitions(query));
    }

    private ResultTable table(String query) {
        return page.data().tables().get(query);
    }
}
