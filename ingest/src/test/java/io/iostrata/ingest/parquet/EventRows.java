package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Events as lines of text, from a batch and from a Parquet file: {@code seq=0 ts_ns=5 event=e args[k=0x1]}. */
public final class EventRows {
    private EventRows() {}

    public static List<String> of(EventBatch batch) {
        var rows = new ArrayList<String>();
        for (int row = 0; row < batch.rows(); row++) {
            rows.add(of(batch, row));
        }
        return rows;
    }

    public static String of(EventBatch batch, int row) {
        var text = new StringBuilder();
        for (var column : LongColumn.values()) {
            if (batch.isSet(column, row)) {
                text.append(column.field().name() + "=" + batch.get(column, row) + " ");
            }
        }
        for (var column : IntColumn.values()) {
            if (batch.isSet(column, row)) {
                int value = batch.get(column, row);
                text.append(column.field().name() + "="
                        + (column.isName() ? batch.names().name(value) : String.valueOf(value)) + " ");
            }
        }
        text.append("args[");
        for (int arg = batch.argBegin(row); arg < batch.argEnd(row); arg++) {
            text.append(batch.names().name(batch.argKey(arg)) + "=" + batch.argText(arg) + ";");
        }
        return text.append("]").toString();
    }

    public static List<String> read(Path file) throws IOException {
        var rows = new ArrayList<String>();
        try (var reader = new Groups(new LocalInputFile(file)).build()) {
            for (var group = reader.read(); group != null; group = reader.read()) {
                rows.add(of(group));
            }
        }
        return rows;
    }

    private static String of(Group group) {
        var text = new StringBuilder();
        for (var column : LongColumn.values()) {
            append(text, group, column.field().name());
        }
        for (var column : IntColumn.values()) {
            append(text, group, column.field().name());
        }
        var args = group.getGroup("args", 0);
        text.append("args[");
        for (int i = 0; i < args.getFieldRepetitionCount("key_value"); i++) {
            var entry = args.getGroup("key_value", i);
            text.append(entry.getString("key", 0) + "=" + entry.getString("value", 0) + ";");
        }
        return text.append("]").toString();
    }

    private static void append(StringBuilder text, Group group, String column) {
        if (group.getFieldRepetitionCount(column) > 0) {
            text.append(column + "=" + group.getValueToString(group.getType().getFieldIndex(column), 0) + " ");
        }
    }

    private static final class Groups extends ParquetReader.Builder<Group> {
        Groups(InputFile file) {
            super(file);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
