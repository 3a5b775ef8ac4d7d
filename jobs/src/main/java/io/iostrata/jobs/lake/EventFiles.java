package io.iostrata.jobs.lake;

import io.iostrata.schemas.tables.EventTable;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Types;

/** Data files of {@code events} that iostrata writes by itself and Iceberg commits. Goes to executors. */
public final class EventFiles implements Serializable {
    private static final long serialVersionUID = 1;

    private final Table table;

    private EventFiles(Table table) {
        this.table = table;
    }

    public static EventFiles of(Lake lake) {
        return new EventFiles(SerializableTable.copyOf(lake.iceberg(EventTable.SCHEMA)));
    }

    /** A new file; nobody sees it before it is committed. */
    public OutputFile create(String name) {
        return table.io().newOutputFile(table.locationProvider().newDataLocation(name + ".parquet"));
    }

    /** A file that is there. */
    public InputFile open(String location) {
        return table.io().newInputFile(location);
    }

    /** Removes a file that will not be committed. */
    public void discard(OutputFile file) {
        table.io().deleteFile(file.location());
    }

    /** Iceberg's ids of the columns by name, of a map's parts as {@code args.key} and {@code args.value}. */
    public Map<String, Integer> fieldIds() {
        var ids = new HashMap<String, Integer>();
        for (var column : table.schema().columns()) {
            ids.put(column.name(), column.fieldId());
            if (column.type() instanceof Types.MapType map) {
                ids.put(column.name() + ".key", map.keyId());
                ids.put(column.name() + ".value", map.valueId());
            }
        }
        return ids;
    }

    /** Removes a finished file that will not be committed. */
    public void discard(DataFile file) {
        table.io().deleteFile(file.location());
    }

    /** A finished file with the metrics that let readers skip it. Without split offsets: an ordered pass reads it whole. */
    public DataFile finished(OutputFile file) {
        var input = file.toInputFile();
        return DataFiles.builder(table.spec())
                .withPath(file.location())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(input.getLength())
                .withMetrics(ParquetUtil.fileMetrics(input, MetricsConfig.forTable(table)))
                .build();
    }

    /** Adds finished files to the lake in one commit. */
    public static void commit(Lake lake, List<DataFile> files) {
        if (!files.isEmpty()) {
            AppendFiles append = lake.iceberg(EventTable.SCHEMA).newAppend();
            files.forEach(append::appendFile);
            append.commit();
        }
    }
}
