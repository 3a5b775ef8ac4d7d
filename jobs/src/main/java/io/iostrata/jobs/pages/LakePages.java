package io.iostrata.jobs.pages;

import io.iostrata.jobs.lake.EventFiles;
import io.iostrata.jobs.lake.FilePacking;
import io.iostrata.jobs.lake.Lake;
import io.iostrata.schemas.stack.StackModel;
import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.transforms.EventPages;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.functions;

/**
 * The visible events of the lake that a model speaks of, in pages, every source whole and in order in one partition. Files
 * that ingest wrote are read column by column; a lake that holds others goes through Spark's rows.
 */
public final class LakePages {
    private LakePages() {}

    /** Of these runs. */
    public static Dataset<EventPage> of(Lake lake, Set<String> runs, StackModel model) {
        return files(lake, runs).map(files -> read(lake, files, model)).orElseGet(() -> {
            var ofRuns = functions.col(RunTable.RUN_ID.name()).isin(runs.toArray());
            return EventPages.of(lake.eventsByFile().where(ofRuns), model);
        });
    }

    /** Those of visible runs; empty where one of them is not known to be ingest's. */
    private static Optional<List<EventFile>> files(Lake lake, Set<String> runs) {
        var visible = visible(lake);
        var table = lake.iceberg(EventTable.SCHEMA);
        var files = new ArrayList<EventFile>();
        try (var tasks = table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                var file = EventFile.of(task, table.schema());
                if (file.isEmpty()) {
                    return Optional.empty();
                }
                file.filter(each -> isOf(each, runs, visible)).ifPresent(files::add);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Optional.of(files);
    }

    private static Map<String, String> visible(Lake lake) {
        return lake
                .raw(RunTable.SCHEMA)
                .select(RunTable.RUN_ID.name(), RunTable.INGEST_ID.name())
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
    }

    private static boolean isOf(EventFile file, Set<String> runs, Map<String, String> visible) {
        var run = file.source().runId();
        return runs.contains(run) && file.ingestId().equals(visible.get(run));
    }

    private static Dataset<EventPage> read(Lake lake, List<EventFile> files, StackModel model) {
        var spark = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
        var groups = groups(files, spark.defaultParallelism());
        var arguments = Arguments.of(model);
        var inputs = EventFiles.of(lake);
        MapPartitionsFunction<EventFile, EventPage> read = ofPart -> new FilePages(ofPart, inputs, arguments);
        var parts = spark.parallelize(groups, Math.max(1, groups.size())).flatMap(List::iterator);
        return lake.spark()
                .createDataset(parts.rdd(), Encoders.javaSerialization(EventFile.class))
                .mapPartitions(read, EventPages.encoder());
    }

    /** What one task reads: a large source, or some small ones. The largest come first, so that none is begun last. */
    private static List<List<EventFile>> groups(List<EventFile> files, int cores) {
        var sources = sources(files);
        var packing = FilePacking.of(sources.stream().map(LakePages::bytes).toList(), cores);
        var groups = new ArrayList<List<EventFile>>();
        long room = 0;
        for (var source : sources) {
            long bytes = Math.max(bytes(source), packing.leastFileBytes());
            if (bytes > room) {
                groups.add(new ArrayList<>());
                room = packing.partitionBytes();
            }
            groups.get(groups.size() - 1).addAll(source);
            room -= bytes;
        }
        return groups;
    }

    /** The files of each source in order of time, the largest source first. */
    private static List<List<EventFile>> sources(List<EventFile> files) {
        return files.stream()
                .sorted(Comparator.comparingLong(EventFile::firstStamp))
                .collect(Collectors.groupingBy(EventFile::source))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(LakePages::bytes).reversed())
                .toList();
    }

    private static long bytes(List<EventFile> source) {
        return source.stream().mapToLong(EventFile::bytes).sum();
    }
}
