package io.iostrata.jobs;

import io.iostrata.ingest.archive.ArchiveStore;
import io.iostrata.ingest.archive.RunManifest;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.ingest.IngestJob;
import io.iostrata.jobs.ingest.IngestOptions;
import io.iostrata.schemas.stack.StackModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads raw trace archives into the lake. */
@Command(
        name = "ingest",
        description = "Reads trace archives (directories, .tar.gz, .tar.zst, .tar.xz, .zip) into the lake.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata ingest runs/ more.tar.zst --lake lake --config host=lab7"})
public final class Ingest implements Callable<Integer> {
    @Mixin
    private LakeOption lake;

    @Parameters(arity = "1..*", paramLabel = "ARCHIVE", description = "Directory or container of runs.")
    private List<String> archives;

    @Option(names = "--config", paramLabel = "K=V", description = "A configuration key; beats run.json.")
    private Map<String, String> config = new HashMap<>();

    @Option(
            names = "--value",
            paramLabel = "NAME=V",
            completionCandidates = GivenValues.Names.class,
            description = "A value that is otherwise found in the traces; beats run.json: ${COMPLETION-CANDIDATES}.")
    private Map<String, String> values = new HashMap<>();

    @Option(
            names = "--trace-events",
            paramLabel = "FILE",
            description = "Declarations for simpletrace files that have none of their own.")
    private Path traceEvents;

    public static void main(String... args) {
        Cli.main(new Ingest(), args);
    }

    @Override
    public Integer call() throws IOException {
        var store = new Archives();
        for (var archive : archives) {
            mustExist(store, archive);
        }
        var given = GivenValues.variables(values, StackModel.virtioBlk());
        var options = new IngestOptions(archives, config, given, declarations(traceEvents));
        try (var progress = new Progress()) {
            GivenValues.unknown(given, StackModel.virtioBlk()).forEach(name -> progress.line(unlookedFor(name)));
            var opened = lake.openOrCreate("ingest");
            var summary = new IngestJob(opened, store, options, progress.watch(opened.spark())).run();
            summary.complaints().forEach(progress::line);
            progress.line(progress.seconds());
            System.out.print(summary.text());
            return summary.hasErrors() ? Cli.SOME_INPUT_UNUSABLE : Cli.DONE;
        }
    }

    /** Another model may look for it. */
    private static String unlookedFor(String name) {
        return "--value " + name + ": no value that virtio-blk looks for ("
                + GivenValues.expected(StackModel.virtioBlk()) + "), of use to analyze --model alone";
    }

    static Optional<Declarations> declarations(Path file) throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        mustExist(new Archives(), file.toString());
        if (Files.isDirectory(file) || Files.size(file) > RunManifest.LARGEST) {
            throw new UserError(file + ": not a trace-events file (expected a text file of at most 16 MiB)");
        }
        return Optional.of(new Declarations(file.toString(), Files.readAllBytes(file)));
    }

    private static void mustExist(ArchiveStore store, String path) {
        try {
            store.entry(path);
        } catch (FileNotFoundException absent) {
            throw new UserError(path + ": no such file or directory");
        } catch (IOException unreachable) {
            throw new UserError("%s: %s".formatted(path, unreachable.getMessage()));
        }
    }
}
