package io.iostrata.jobs;

import io.iostrata.ingest.archive.ArchiveStore.Entry;
import io.iostrata.ingest.archive.ArchiveStore.Kind;
import io.iostrata.jobs.archive.Archives;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** {@code --lake DIR}, as every command has it. */
final class LakeOption {
    private static final Pattern TYPED_AS_IT_IS = Pattern.compile("[\\w./:@%+=,-]+");

    @Option(
            names = "--lake",
            required = true,
            paramLabel = "DIR",
            description = "The lake's directory, or its URI (s3a://…, hdfs://…).")
    private String directory;

    /** The place as it has to be typed in a command. */
    String typed() {
        return TYPED_AS_IT_IS.matcher(directory).matches() ? directory : "'" + directory.replace("'", "'\\''") + "'";
    }

    /** The lake, made if it is not there. */
    Lake openOrCreate(String job) {
        if (there().filter(found -> found.kind() != Kind.DIRECTORY).isPresent()) {
            throw new UserError(directory + ": a file, expected the lake's directory");
        }
        var lake = new Lake(session(job));
        try {
            lake.create();
        } catch (UncheckedIOException denied) {
            throw new UserError("%s: no lake can be made there: %s".formatted(directory, denied.getMessage()));
        }
        return lake;
    }

    /** The lake, which must be there. */
    Lake open(String job) {
        there();
        var lake = new Lake(session(job));
        if (!lake.exists()) {
            throw new UserError("%s: no lake there (expected a directory that `iostrata ingest --lake %s` filled)"
                    .formatted(directory, directory));
        }
        return lake;
    }

    /** The lake, which must be there, with the tables and columns that this version writes. */
    Lake openToWrite(String job) {
        var lake = open(job);
        lake.create();
        return lake;
    }

    /** What there is at the lake's place; a place that cannot be reached is a mistake. */
    private Optional<Entry> there() {
        try {
            return Optional.of(new Archives().entry(directory));
        } catch (FileNotFoundException notYet) {
            return Optional.empty();
        } catch (IOException unreachable) {
            throw new UserError("%s: cannot be reached: %s".formatted(directory, unreachable.getMessage()));
        }
    }

    private SparkSession session(String job) {
        return Archives.isUri(directory)
                ? LakeSession.at(job, directory)
                : LakeSession.open(job, Path.of(Archives.withoutFileScheme(directory)));
    }
}
