package io.iostrata.jobs.upkeep;

import io.iostrata.jobs.lake.Storage.Size;
import io.iostrata.jobs.upkeep.VacuumJob.Cleaned;
import io.iostrata.jobs.upkeep.VacuumJob.Summary;
import java.util.Locale;
import java.util.function.Function;

/** What a vacuum did, table by table: those that nothing was done to are only in the total. */
public final class VacuumText {
    private VacuumText() {}

    public static String of(Summary summary) {
        var text = new StringBuilder(line("", "files", "after", "bytes", "after", "snapshots", "orphans", "bytes"));
        summary.tables().stream()
                .filter(table -> !table.before().equals(table.after())
                        || table.snapshots() > 0
                        || !table.orphans().equals(Size.NONE))
                .forEach(table -> text.append(line(table)));
        text.append(line(new Cleaned(
                "total",
                sum(summary, Cleaned::before),
                sum(summary, Cleaned::after),
                summary.tables().stream().mapToLong(Cleaned::snapshots).sum(),
                sum(summary, Cleaned::orphans))));
        return text.append("runs of unfinished ingests: ")
                .append(summary.deadRuns())
                .append('\n')
                .toString();
    }

    private static Size sum(Summary summary, Function<Cleaned, Size> part) {
        return summary.tables().stream().map(part).reduce(Size.NONE, Size::plus);
    }

    private static String line(Cleaned table) {
        return line(
                table.table(),
                table.before().files(),
                table.after().files(),
                table.before().bytes(),
                table.after().bytes(),
                table.snapshots(),
                table.orphans().files(),
                table.orphans().bytes());
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-20s %9s %9s  %14s %14s  %9s  %7s %14s%n", cells)
                        .stripTrailing() + "\n";
    }
}
