package io.iostrata.ingest.blktrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaskNamesTest {
    /** Bits of a product that a table of this size, multiplying by the golden ratio, would not look at. */
    private static final int UNSEEN = 1 << 15;

    @Test
    void idsChosenAgainstAKnownFactorAreFoundAsFastAsOthers() {
        long factor = 0x9e3779b9L;
        long inverse = BigInteger.valueOf(factor)
                .modInverse(BigInteger.ONE.shiftLeft(32))
                .longValue();
        var names = new TaskNames();
        for (int i = 0; i < UNSEEN; i++) {
            long product = (long) (i >>> 8) << 25 | (i & 0xff);
            put(names, (int) (product * inverse), "task");
        }
        assertThat(names.size()).isEqualTo(UNSEEN);
        assertThat(names.collisions()).isLessThan(4L * UNSEEN);
    }

    @Test
    void idsOneAfterAnotherAreFoundAsFast() {
        var names = new TaskNames();
        for (int pid = 0; pid < TaskNames.MOST; pid++) {
            put(names, pid, "task-" + pid);
        }
        var name = new BlockRecord.Slice();
        names.find(4711, name);
        assertThat(new String(name.in, name.from, name.to - name.from, StandardCharsets.US_ASCII))
                .isEqualTo("task-4711");
        assertThat(names.collisions()).isLessThan(4L * TaskNames.MOST);
    }

    private static void put(TaskNames names, int pid, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        names.put(pid, bytes, 0, bytes.length);
    }
}
