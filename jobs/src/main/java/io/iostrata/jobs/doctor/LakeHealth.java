package io.iostrata.jobs.doctor;

import io.iostrata.jobs.lake.Lake;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.AnalysisTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.functions;

/** Whether a lake can be read, written, and has been analyzed. */
public final class LakeHealth {
    private final Lake lake;
    private final Path directory;

    private LakeHealth(Lake lake, Path directory) {
        this.lake = lake;
        this.directory = directory;
    }

    /** Of the lake in a directory; that Spark does not start is a finding too. */
    public static List<Finding> of(Path directory) {
        Lake lake;
        try {
            lake = new Lake(LakeSession.open("doctor", directory));
        } catch (RuntimeException | LinkageError failed) {
            return List.of(Finding.bad(
                    "spark",
                    "does not start: " + firstLine(failed),
                    "No command with a lake works; the lines above may say why."));
        }
        return new LakeHealth(lake, directory).findings();
    }

    private List<Finding> findings() {
        if (!lake.exists()) {
            return List.of(Finding.bad(
                    "lake", directory + ": no lake there", "Make one: iostrata ingest ARCHIVE... --lake " + directory));
        }
        var findings = new ArrayList<Finding>();
        try {
            findings.add(content());
            findings.add(tables());
        } catch (RuntimeException unreadable) {
            findings.add(Finding.bad(
                    "lake",
                    directory + " cannot be read: " + firstLine(unreadable),
                    "A lake holds absolute paths: if it was moved, move it back or ingest again."));
        }
        if (Files.exists(directory) && !Files.isWritable(directory)) {
            findings.add(Finding.note(
                    "lake", directory + " cannot be written", "Reading works; ingest and analyze do not."));
        }
        return findings;
    }

    private Finding content() {
        long runs = lake.table(RunTable.SCHEMA).count();
        long analyzed = lake.shown(AnalysisTable.SCHEMA)
                .where(functions.col(AnalysisTable.ANALYZED_AT.name()).isNotNull())
                .count();
        var found = "%s: %d runs, %d of them analyzed".formatted(directory, runs, analyzed);
        return analyzed < runs
                ? Finding.note("lake", found, "Analyze them: iostrata analyze --lake " + directory)
                : Finding.ok("lake", found);
    }

    /** Every table is opened, which reads its metadata. */
    private Finding tables() {
        var missing = new ArrayList<String>();
        for (TableSchema table : Tables.ALL) {
            if (lake.has(table)) {
                lake.table(table).schema();
            } else {
                missing.add(table.name());
            }
        }
        return missing.isEmpty()
                ? Finding.ok("tables", Tables.ALL.size() + " can be read")
                : Finding.note(
                        "tables",
                        "made by an older iostrata, without " + String.join(", ", missing),
                        "Bring it up to date: iostrata analyze --lake " + directory);
    }

    private static String firstLine(Throwable failure) {
        var message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("?");
    }
}
