package io.iostrata.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFileWriterTest {
    private static final EventFileSpec SPEC =
            new EventFileSpec("r1", "i1", 7, Map.of("seq", 4, "args", 30, "args.key", 31, "args.value", 32));

    private final BufferAllocator allocator = new RootAllocator();
    private final Names names = new Names();
    private final EventBatch batch = new EventBatch(allocator, names);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        batch.close();
        allocator.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsBackRowForRow(long seed) throws IOException {
        var random = new RandomEvents(seed, names);
        var expected = new ArrayList<String>();
        var stats = write(writer -> {
            for (int rows : new int[] {1000, EventBatch.ROWS, 1, 0, 777, EventBatch.ROWS}) {
                batch.reset();
                random.fill(batch, rows);
                expected.addAll(EventRows.of(batch));
                writer.write(batch);
            }
        });
        assertThat(stats.rows()).isEqualTo(expected.size()).isGreaterThan(50_000);
        assertThat(EventRows.read(file())).isEqualTo(expected);
    }

    @Test
    void aFileOfNoRowsIsWhole() throws IOException {
        var stats = write(writer -> {});
        assertThat(stats)
                .isEqualTo(new EventFileStats(0, Files.size(file()), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(EventRows.read(file())).isEmpty();
    }

    @Test
    void aFileOfOneRowSaysItsTimeAndSize() throws IOException {
        row(0, 41);
        var stats = write(writer -> writer.write(batch));
        assertThat(stats)
                .isEqualTo(new EventFileStats(1, Files.size(file()), OptionalLong.of(41), OptionalLong.of(41)));
        assertThat(EventRows.read(file())).containsExactly("seq=0 ts_ns=41 event=e args[]");
    }

    @Test
    void rowGroupsEndAtAMillionRows() throws IOException {
        write(writer -> {
            for (int i = 0; i < 33; i++) {
                fillInOrder(i);
                writer.write(batch);
            }
        });
        assertThat(footer().getBlocks())
                .extracting(block -> block.getRowCount())
                .containsExactly(1L << 20, 32_768L);
        var rows = EventRows.read(file());
        assertThat(rows).hasSize(33 * EventBatch.ROWS);
        for (int i = 0; i < rows.size(); i += 9973) {
            assertThat(rows.get(i)).isEqualTo("seq=" + i + " ts_ns=" + (10 * i) + " event=e args[]");
        }
    }

    @Test
    void moreDistinctValuesThanADictionaryHoldsFallBack() throws IOException {
        var expected = new ArrayList<String>();
        write(writer -> {
            for (int page = 0; page < 10; page++) {
                batch.reset();
                for (int row = 0; row < EventBatch.ROWS; row++) {
                    // a third of a page is new: worth a dictionary until that is full
                    long value = row % 3 == 0 ? (long) page << 32 | row : row % 100;
                    batch.begin(row, names.id("e"));
                    batch.set(LongColumn.REQ, value);
                    batch.arg(names.id("pointer"), ArgKind.HEX, value);
                    batch.end();
                }
                expected.addAll(EventRows.of(batch));
                writer.write(batch);
            }
        });
        assertThat(column("req").getEncodings())
                .extracting(Enum::name)
                .contains("RLE_DICTIONARY", "DELTA_BINARY_PACKED");
        assertThat(column("args.key_value.value").getEncodings())
                .extracting(Enum::name)
                .contains("RLE_DICTIONARY", "DELTA_LENGTH_BYTE_ARRAY");
        assertThat(EventRows.read(file())).isEqualTo(expected);
    }

    @Test
    void manyNamesEndTheRowGroup() throws IOException {
        var expected = new ArrayList<String>();
        write(writer -> {
            for (int page = 0; page < 4; page++) {
                batch.reset();
                for (int row = 0; row < EventBatch.ROWS; row++) {
                    batch.begin(row, names.id("event-" + page + "-" + row));
                    batch.end();
                }
                expected.addAll(EventRows.of(batch));
                writer.write(batch);
            }
        });
        assertThat(footer().getBlocks())
                .extracting(block -> block.getRowCount())
                .containsExactly(65_536L, 65_536L);
        assertThat(EventRows.read(file())).isEqualTo(expected);
    }

    @Test
    void everyColumnHasStatistics() throws IOException {
        row(5, 90);
        batch.begin(6, names.id("f"));
        batch.set(LongColumn.VDEV, -3);
        batch.end();
        write(writer -> writer.write(batch));
        assertThat(statistics("run_id")).isEqualTo("min: r1, max: r1, num_nulls: 0");
        assertThat(statistics("ingest_id")).isEqualTo("min: i1, max: i1, num_nulls: 0");
        assertThat(statistics("source_id")).isEqualTo("min: 7, max: 7, num_nulls: 0");
        assertThat(statistics("seq")).isEqualTo("min: 5, max: 6, num_nulls: 0");
        assertThat(statistics("ts_ns")).isEqualTo("min: 90, max: 90, num_nulls: 1");
        assertThat(statistics("event")).isEqualTo("min: e, max: f, num_nulls: 0");
        assertThat(statistics("vdev")).isEqualTo("min: -3, max: -3, num_nulls: 1");
        assertThat(statistics("comm")).isEqualTo("num_nulls: 2, min/max not defined");
        assertThat(statistics("cpu")).isEqualTo("num_nulls: 2, min/max not defined");
    }

    @Test
    void columnsCarryTheirIdsAndTheMapIsTheStandardOne() throws IOException {
        row(0, 1);
        write(writer -> writer.write(batch));
        var schema = footer().getFileMetaData().getSchema();
        assertThat(schema.getType("seq").getId().intValue()).isEqualTo(4);
        assertThat(schema.getType("ts_ns").getId()).isNull();
        assertThat(schema.getType("args").toString())
                .isEqualTo(
                        """
                required group args (MAP) = 30 {
                  repeated group key_value {
                    required binary key (STRING) = 31;
                    required binary value (STRING) = 32;
                  }
                }""");
    }

    @Test
    void sequencesWithoutGapsCostNothing() throws IOException {
        fillInOrder(0);
        write(writer -> writer.write(batch));
        assertThat(column("seq").getTotalSize()).isLessThan(150);
        assertThat(column("ts_raw").getTotalSize()).isLessThan(60);
    }

    private interface Writing {
        void to(EventFileWriter writer) throws IOException;
    }

    private EventFileStats write(Writing writing) throws IOException {
        try (var writer = new EventFileWriter(new LocalOutputFile(file()), SPEC)) {
            writing.to(writer);
            return writer.finish();
        }
    }

    private void row(long seq, long tsNs) {
        batch.begin(seq, names.id("e"));
        batch.set(LongColumn.TS_NS, tsNs);
        batch.end();
    }

    private void fillInOrder(int page) {
        batch.reset();
        for (int row = 0; row < EventBatch.ROWS; row++) {
            long seq = (long) page * EventBatch.ROWS + row;
            row(seq, 10 * seq);
        }
    }

    private Path file() {
        return directory.resolve("events.parquet");
    }

    private ParquetMetadata footer() throws IOException {
        try (var reader = ParquetFileReader.open(new LocalInputFile(file()))) {
            return reader.getFooter();
        }
    }

    private ColumnChunkMetaData column(String path) throws IOException {
        return columns().stream()
                .filter(column -> column.getPath().toDotString().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private List<ColumnChunkMetaData> columns() throws IOException {
        return footer().getBlocks().get(0).getColumns();
    }

    private String statistics(String path) throws IOException {
        return column(path).getStatistics().toString();
    }
}
