package io.iostrata.jobs;

import io.iostrata.jobs.export.Existing;
import io.iostrata.jobs.export.ExportFormat;
import io.iostrata.jobs.export.ExportJob;
import io.iostrata.jobs.export.ExportJob.Selection;
import io.iostrata.jobs.export.TableFile;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a table, or a run as a trace, to a file. */
@Command(
        name = "export",
        description = "Writes a table of the lake to one file, or a run's requests as a trace for ui.perfetto.dev.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: iostrata export --lake lake --table layer_stats --format parquet --out layer_stats.parquet",
            "          iostrata export --lake lake --run b-native-r1 --format perfetto --out b-native-r1.pftrace"
        })
public final class Export implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Option(names = "--table", paramLabel = "T", description = "The table; not with perfetto.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--format",
            required = true,
            description = "parquet; arrow, an Arrow IPC file (a stream where PATH ends in .arrows); csv; or perfetto.")
    private ExportFormat format;

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "The file to write.")
    private String out;

    @Option(names = "--run", paramLabel = "GLOB", description = "Only these runs, by run_id; perfetto: the run.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--where", paramLabel = "SQL", description = "Only rows that this condition holds for.")
    private Optional<String> where = Optional.empty();

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    public static void main(String... args) {
        Cli.main(new Export(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (var progress = new Progress()) {
            var file = TableFile.at(out, format, force ? Existing.REPLACED : Existing.KEPT);
            var opened = lake.open("export");
            var rows = new ExportJob(opened).rows(format, new Selection(table, run, where));
            progress.watch(opened.spark()).phase("writing " + out, 0);
            var written = file.write(rows);
            progress.line("");
            written.leftover().ifPresent(left -> progress.line("left       " + left));
            Output.print("rows   %d%nfile   %s (%d bytes)%n".formatted(written.rows(), out, written.bytes()));
            return Cli.DONE;
        }
    }
}
