package io.iostrata.jobs;

import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.jobs.dump.Dumper;
import io.iostrata.jobs.dump.NearbyDeclarations;
import io.iostrata.schemas.tables.Severity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints one raw file, or the files of one trace. */
@Command(
        name = "dump",
        description = "Prints the events of one raw file; of simpletrace files as QEMU's simpletrace.py does.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: iostrata dump qemu.trace --trace-events trace-events-all"})
public final class Dump implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    /** How events are printed. */
    enum Format {
        TEXT,
        JSONL,
        /** An Arrow IPC stream. */
        ARROW
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A raw file, compressed or not; of a trace in several files all, the one that leads first.")
    private List<Path> files;

    @Option(
            names = "--trace-events",
            paramLabel = "FILE",
            description = "Declarations of a simpletrace file (default: those beside it, or that its run.json names).")
    private Path traceEvents;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, jsonl, or arrow, an Arrow IPC stream (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--out", paramLabel = "PATH", description = "File to write (default: stdout).")
    private Path out;

    public static void main(String... args) {
        Cli.main(new Dump(), args);
    }

    @Override
    public Integer call() throws IOException {
        for (var path : files) {
            if (!Files.isRegularFile(path)) {
                throw new UserError(path + ": no such file");
            }
        }
        var file = files.get(0);
        var known = Dumper.format(file).orElseThrow(() -> new UserError(file + "@0x0: no format that is known here"));
        var dumper = new Dumper(files, declarations(known));
        var issues = out == null ? print(dumper, known, System.out) : printToFile(dumper, known);
        issues.stream()
                .filter(issue -> issue.severity() != Severity.INFO)
                .forEach(issue -> System.err.println(issue.severity().id() + ": " + issue.message()));
        boolean failed = issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
        return failed ? Cli.SOME_INPUT_UNUSABLE : Cli.DONE;
    }

    private Optional<Declarations> declarations(TraceFormat known) throws IOException {
        return known == TraceFormat.TRACE_PIPE_RAW
                ? NearbyDeclarations.eventFormats(files.get(0))
                : Ingest.declarations(traceEvents).or(() -> NearbyDeclarations.of(files.get(0)));
    }

    private List<Issue> printToFile(Dumper dumper, TraceFormat known) throws IOException {
        if (Files.isDirectory(out) || (Files.exists(out) && Files.isSameFile(out, files.get(0)))) {
            throw new UserError(out + ": cannot be written, expected the path of a new file");
        }
        try (var target = Files.newOutputStream(out)) {
            return print(dumper, known, target);
        } catch (NoSuchFileException noDirectory) {
            throw new UserError(out + ": cannot be written, expected a path in a directory that is there");
        }
    }

    private List<Issue> print(Dumper dumper, TraceFormat known, OutputStream target) throws IOException {
        if (format == Format.ARROW) {
            var buffered = new BufferedOutputStream(target, BUFFER);
            var issues = dumper.arrow(known, buffered);
            buffered.flush();
            return issues;
        }
        var writer = Output.writer(target);
        var issues = format == Format.TEXT ? dumper.text(known, writer) : dumper.jsonLines(known, writer);
        writer.flush();
        return issues;
    }
}
