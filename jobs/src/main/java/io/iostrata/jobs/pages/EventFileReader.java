package io.iostrata.jobs.pages;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.transforms.walk.Arguments;
import io.iostrata.transforms.walk.EventPage;
import io.iostrata.transforms.walk.SourcePlan.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;

/**
 * The events of one source, in the order of its file in the lake: those a model speaks of, with the arguments it looks
 * at. A page is good until the next one is asked for. Memory is that of one row group's columns, compressed.
 */
final class EventFileReader implements Iterator<EventPage>, Closeable {
    private static final Set<String> ALWAYS =
            Set.of(EventTable.EVENT.name(), EventTable.TS_NS.name(), EventTable.TS_RAW.name(), EventTable.ARGS.name());

    private final ParquetFileReader file;
    private final MessageType schema;
    private final Arguments arguments;
    private final EventPage page;
    private boolean isAhead;
    private int groups;
    private Optional<GroupReader> group = Optional.empty();

    EventFileReader(InputFile input, SourceId source, Arguments arguments) throws IOException {
        file = ParquetFileReader.open(input, ParquetReadOptions.builder().build());
        schema = file.getFileMetaData().getSchema();
        this.arguments = arguments;
        page = new EventPage(source, arguments);
    }

    @Override
    public boolean hasNext() {
        if (isAhead) {
            return true;
        }
        page.clear();
        while (page.rows() == 0 && (hasMoreInGroup() || nextGroup())) {
            group.orElseThrow().fill(page);
        }
        isAhead = page.rows() > 0;
        return isAhead;
    }

    @Override
    public EventPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isAhead = false;
        return page;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean hasMoreInGroup() {
        return group.map(GroupReader::hasMore).orElse(false);
    }

    private boolean nextGroup() {
        if (groups == file.getRowGroups().size()) {
            return false;
        }
        var columns = columns(file.getRowGroups().get(groups++));
        file.setRequestedSchema(columns);
        try {
            group = Optional.of(new GroupReader(file.readNextRowGroup(), columns, arguments));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return true;
    }

    /** Those that are looked at and hold something. */
    private MessageType columns(BlockMetaData block) {
        var filled = block.getColumns().stream()
                .filter(chunk -> !isEmpty(chunk))
                .map(chunk -> chunk.getPath().toArray()[0])
                .collect(Collectors.toSet());
        var wanted = Stream.concat(ALWAYS.stream(), arguments.names().stream()).collect(Collectors.toSet());
        return new MessageType(
                schema.getName(),
                schema.getFields().stream()
                        .filter(field -> wanted.contains(field.getName()) && filled.contains(field.getName()))
                        .toList());
    }

    private static boolean isEmpty(ColumnChunkMetaData chunk) {
        var statistics = chunk.getStatistics();
        return statistics != null && statistics.isNumNullsSet() && statistics.getNumNulls() == chunk.getValueCount();
    }
}
