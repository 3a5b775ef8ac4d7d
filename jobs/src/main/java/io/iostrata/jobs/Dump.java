package io.iostrata.jobs;

import io.iostrata.jobs.dump.Dumper;
import io.iostrata.jobs.dump.NearbyDeclarations;
import io.iostrata.schemas.tables.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints one raw file. */
@Command(
        name = "dump",
        description = "Prints the events of one raw file; of simpletrace files as QEMU's simpletrace.py does.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata dump qemu.trace --trace-events trace-events-all"})
public final class Dump implements Callable<Integer> {
    /** How events are printed. */
    enum Format {
        TEXT,
        JSONL
    }

    @Parameters(arity = "1", paramLabel = "FILE", description = "A raw file, compressed or not.")
    private Path file;

    @Option(
            names = "--trace-events",
            paramLabel = "FILE",
            description = "Declarations of a simpletrace file (default: those beside it, or that its run.json names).")
    private Path traceEvents;

    @Option(names = "--format", defaultValue = "text", description = "text or jsonl (default: ${DEFAULT-VALUE}).")
    private Format format;

    public static void main(String... args) {
        Cli.main(new Dump(), args);
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such file");
        }
        var dumper = new Dumper(file, Ingest.declarations(traceEvents).or(() -> NearbyDeclarations.of(file)));
        var known = dumper.format().orElseThrow(() -> new UserError(file + "@0x0: no format that is known here"));
        var out = Output.writer();
        var issues = format == Format.TEXT ? dumper.text(known, out) : dumper.jsonLines(known, out);
        out.flush();
        issues.stream()
                .filter(issue -> issue.severity() != Severity.INFO)
                .forEach(issue -> System.err.println(issue.severity().id() + ": " + issue.message()));
        boolean failed = issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
        return failed ? Cli.SOME_INPUT_UNUSABLE : Cli.DONE;
    }
}
