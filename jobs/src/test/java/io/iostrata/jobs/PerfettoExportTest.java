package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.jobs.Protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace taken apart by the numbers of Perfetto's fields, and held against the tables it was made of. */
@Tag("slow")
class PerfettoExportTest {
    @TempDir
    static Path dir;

    private static List<Message> packets;

    @BeforeAll
    static void export() throws IOException {
        var file = dir.resolve("run.pftrace");
        var export = Commands.run(
                "export",
                "--lake",
                AnalyzedLake.directory().toString(),
                "--format",
                "perfetto",
                "--run",
                AnalyzedLake.RUN,
                "--out",
                file.toString());
        assertThat(export.status()).as(export.err()).isZero();
        packets = new Message(Files.readAllBytes(file)).messages(1);
    }

    @Test
    void aMachineIsAProcessAndALayerATrackOfIt() {
        var processes = new HashMap<Long, String>();
        var layers = new TreeMap<String, String>();
        for (var packet : packets) {
            for (var track : packet.messages(60)) {
                for (var process : track.messages(3)) {
                    processes.put(track.number(1), process.text(6));
                }
                if (track.has(5)) {
                    layers.put(track.text(2), processes.get(track.number(5)));
                }
            }
        }

        assertThat(layers)
                .isEqualTo(new TreeMap<>(pairs("SELECT DISTINCT l.layer, s.machine FROM request_layers l"
                        + " JOIN sources s ON l.run_id = s.run_id AND l.source_id = s.source_id WHERE l.run_id = '"
                        + AnalyzedLake.RUN + "'")));
    }

    @Test
    void everyLayerOfEveryRequestIsASlice() {
        var slices = slices();

        assertThat(Commands.rows(
                        AnalyzedLake.directory(),
                        "SELECT count(*), sum(begin_ns - 1000000000), sum(end_ns - begin_ns), sum(request_no + 1) FROM request_layers"
                                + " WHERE run_id = '" + AnalyzedLake.RUN + "'"))
                .containsExactly(slices.size()
                        + ","
                        + slices.stream()
                                .mapToLong(slice -> slice.begin - 1000000000)
                                .sum() + ","
                        + slices.stream()
                                .mapToLong(slice -> slice.end - slice.begin)
                                .sum() + ","
                        + slices.stream().mapToLong(slice -> slice.flow).sum());
    }

    /** Perfetto closes the slice that was begun last, and cuts one that another began in and outlives. */
    @Test
    void slicesOfATrackDoNotOverlap() {
        var lastEnd = new HashMap<Long, Long>();
        for (var slice : slices()) {
            assertThat(slice.begin).isGreaterThanOrEqualTo(lastEnd.getOrDefault(slice.track, Long.MIN_VALUE));
            assertThat(slice.end).isGreaterThanOrEqualTo(slice.begin);
            lastEnd.put(slice.track, slice.end);
        }
    }

    @Test
    void everyTrackIsDescribedBeforeItsFirstSliceAndPacketsAreOfOneSequence() {
        var described = new HashSet<Long>();
        for (var packet : packets) {
            assertThat(packet.number(10)).isEqualTo(1);
            packet.messages(60).forEach(track -> described.add(track.number(1)));
            packet.messages(11).forEach(event -> assertThat(described).contains(event.number(11)));
        }
        assertThat(packets.get(0).number(13)).isEqualTo(1);
    }

    @Test
    void aSliceTellsHowItsLayerWasFound() {
        var annotations = new TreeMap<String, String>();
        for (var annotation : packets.stream()
                .flatMap(packet -> packet.messages(11).stream())
                .filter(event -> event.number(9) == 1)
                .findFirst()
                .orElseThrow()
                .messages(4)) {
            annotations.put(annotation.text(10), annotation.has(4) ? "" + annotation.number(4) : annotation.text(6));
        }

        assertThat(annotations).containsKeys("request_no", "match", "cumulative_ns");
        assertThat(Commands.rows(
                        AnalyzedLake.directory(),
                        "SELECT cumulative_ns, match FROM request_layers WHERE run_id = '" + AnalyzedLake.RUN
                                + "' AND request_no = " + annotations.get("request_no")))
                .contains(annotations.get("cumulative_ns") + "," + annotations.get("match"));
    }

    private record Slice(long track, long begin, long end, long flow) {}

    private static List<Slice> slices() {
        var slices = new ArrayList<Slice>();
        var open = new HashMap<Long, ArrayDeque<Slice>>();
        for (var packet : packets) {
            for (var event : packet.messages(11)) {
                long track = event.number(11);
                var ofTrack = open.computeIfAbsent(track, id -> new ArrayDeque<>());
                if (event.number(9) == 1) {
                    ofTrack.push(new Slice(track, packet.number(8), 0, event.number(47)));
                } else {
                    assertThat(event.number(9)).isEqualTo(2);
                    var begun = ofTrack.pop();
                    slices.add(new Slice(track, begun.begin, packet.number(8), begun.flow));
                }
            }
        }
        assertThat(open.values()).allMatch(ArrayDeque::isEmpty);
        return slices;
    }

    private static Map<String, String> pairs(String query) {
        var pairs = new HashMap<String, String>();
        for (var row : Commands.rows(AnalyzedLake.directory(), query)) {
            pairs.put(row.substring(0, row.indexOf(',')), row.substring(row.indexOf(',') + 1));
        }
        return pairs;
    }
}
