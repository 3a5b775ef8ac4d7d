package io.iostrata.ingest.simpletrace;

import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.args;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.at;
import static io.iostrata.ingest.simpletrace.SimpleTraceBuilder.simpleTrace;
import static org.assertj.core.api.Assertions.assertThat;

import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import io.iostrata.schemas.tables.IssueKind;
import java.nio.ByteOrder;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimpleTraceDamageTest {
    private static final String EVENTS =
            """
            pop(void *vq, void *elem) "x"
            open(const char *name, int flags) "x"
            """;

    /** Nine events, a loss, and a second log of another version and order. */
    private static byte[] small() {
        var log = simpleTrace().version(4).mapping(0, "pop").mapping(1, "open");
        for (int i = 0; i < 4; i++) {
            log.event(0, at(1000 + i), args(0xa0, i)).event(1, at(2000 + i), args("disk" + i, -i));
        }
        log.dropped(9, at(3000)).order(ByteOrder.BIG_ENDIAN).version(2);
        return log.event(0, at(4000), args(0xa0, 5))
                .version(0)
                .event(0, at(5000), args(1, 2))
                .bytes();
    }

    @Test
    void everyTruncationEndsInRowsAndIssues() {
        byte[] whole = small();
        var all = Decoded.of(whole, EVENTS);
        assertThat(all.rows().lines()).hasSize(10);
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, new Names())) {
            for (int length = 16; length < whole.length; length++) {
                var decoded = Decoded.of(Decoded.cut(whole, length), Decoded.declarations(EVENTS), batch);
                assertAccounted(decoded, length);
                assertThat(all.rows()).startsWith(decoded.rows());
                boolean isCut = decoded.issues().stream().anyMatch(issue -> issue.kind() == IssueKind.TRUNCATED);
                assertThat(isCut).isEqualTo(decoded.skipped() > 0);
            }
        }
    }

    @Test
    void everyByteFlipEndsInRowsAndIssues() {
        byte[] whole = small();
        var random = new Random(7);
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, new Names())) {
            for (int i = 0; i < 20_000; i++) {
                byte[] flipped = whole.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                }
                assertAccounted(Decoded.of(flipped, Decoded.declarations(EVENTS), batch), whole.length);
            }
        }
    }

    private static void assertAccounted(Decoded decoded, int size) {
        decoded.malformed()
                .ifPresent(malformed -> assertThat(malformed.offset()).isBetween(0L, (long) size));
        if (decoded.malformed().isEmpty()) {
            assertThat(decoded.end()).isEqualTo(size);
        }
        long reported = decoded.issues().stream()
                .filter(issue -> issue.kind() == IssueKind.MALFORMED)
                .mapToLong(issue -> issue.count())
                .sum();
        assertThat(decoded.skipped()).isBetween(reported, (long) size);
    }

    @Test
    void aTailCutInsideARecordIsAWarning() {
        byte[] log = simpleTrace().version(3).event(0, at(1), args(3, 4)).bytes();
        var decoded = Decoded.of(Decoded.cut(log, log.length - 5), EVENTS);
        assertThat(decoded.skipped()).isEqualTo(35);
        assertThat(decoded.issueLines())
                .isEqualTo("TRUNCATED WARNING 1 qemu.trace@0x18: the file ends 35 bytes into a record, expected a whole"
                        + " one\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void afterDamageTheNextRecordIsFound(int version) {
        var log = simpleTrace().version(version);
        if (version == 4) {
            log.mapping(0, "pop").mapping(1, "open");
        }
        byte[] bytes = log.event(0, at(1), args(3, 4))
                .raw(new byte[37])
                .event(1, at(2), args("x", 1))
                .event(0, at(3), args(5, 6))
                .bytes();
        var decoded = Decoded.of(bytes, EVENTS);
        assertThat(decoded.rows().replace("42", "-"))
                .isEqualTo(
                        """
                        pop | 1 | - | vq=3 elem=4
                        open | 2 | - | {name=x} {flags=1}
                        pop | 3 | - | vq=5 elem=6
                        """);
        assertThat(decoded.skipped()).isEqualTo(37);
        assertThat(decoded.issueLines()).startsWith("MALFORMED ERROR 37 1..2 qemu.trace@0x");
    }

    @Test
    void aDamagedLengthCostsOneRecord() {
        var log = simpleTrace().version(3);
        for (int i = 0; i < 5; i++) {
            log.event(0, at(1000 + i), args(i, 0));
        }
        byte[] bytes = log.bytes();
        bytes[24 + 2 * 40 + 17] = 1; // 40 becomes 296 in the third record
        var decoded = Decoded.of(bytes, EVENTS);
        assertThat(decoded.rows().lines().map(row -> row.substring(6, 10)))
                .containsExactly("1000", "1001", "1003", "1004");
        assertThat(decoded.issueLines())
                .isEqualTo(
                        "MALFORMED ERROR 40 1001..1003 qemu.trace@0x68: record length 296, not where the next record begins;"
                                + " 40 bytes skipped, to 0x90\n");
    }

    @Test
    void aDamagedLengthThatEndsAtALaterRecordSwallowsNone() {
        var log = simpleTrace().version(3);
        for (int i = 0; i < 6; i++) {
            log.event(0, at(1000 + i), args(i, 0));
        }
        byte[] bytes = log.bytes();
        bytes[24 + 40 + 16] = 80;
        var decoded = Decoded.of(bytes, EVENTS);
        assertThat(decoded.rows().lines()).hasSize(5);
        assertThat(decoded.skipped()).isEqualTo(40);
    }

    @Test
    void version0GoesOnAtTheNextStride() {
        byte[] log = simpleTrace()
                .version(0)
                .event(0, at(1), args(3, 4))
                .raw(new byte[64])
                .event(0x7777_7777_7777L, at(2), args(1))
                .event(0, at(3), args(5, 6))
                .bytes();
        var decoded = Decoded.of(log, EVENTS);
        assertThat(decoded.rows()).isEqualTo("pop | 1 | - | vq=3 elem=4\npop | 3 | - | vq=5 elem=6\n");
        assertThat(decoded.skipped()).isEqualTo(128);
    }

    @Test
    void hugeCountsStayCounts() {
        byte[] log =
                simpleTrace().version(3).dropped(-1, at(1)).dropped(-1, at(2)).bytes();
        assertThat(Decoded.of(log, EVENTS).decoder().lostEvents()).isPositive();
    }
}
