package io.iostrata.ingest.blktrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
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
        var pids = IntStream.range(0, UNSEEN)
                .mapToLong(i -> (long) (i >>> 8) << 25 | (i & 0xff))
                .mapToInt(product -> (int) (product * inverse));
        assertThat(placesInVain(pids.toArray())).isLessThan(UNSEEN);
    }

    @Test
    void idsOneAfterAnotherAreFoundAsFast() {
        assertThat(placesInVain(IntStream.range(0, TaskNames.MOST).toArray())).isLessThan(TaskNames.MOST);
    }

    @Test
    void theNameOfOneOfTheMostTasksIsFound() {
        var names = new TaskNames();
        for (int pid = 0; pid < TaskNames.MOST; pid++) {
            put(names, pid, "task-" + pid);
        }
        var name = new BlockRecord.Slice();
        names.find(4711, name);
        assertThat(new String(name.in, name.from, name.to - name.from, StandardCharsets.US_ASCII))
                .isEqualTo("task-4711");
    }

    /** Places with another id that are looked at while a table twice as large as these ids is filled: half as many as there are ids. */
    private static int placesInVain(int[] pids) {
        boolean[] taken = new boolean[2 * pids.length];
        int inVain = 0;
        for (int pid : pids) {
            int slot = TaskNames.mixed(pid) & (taken.length - 1);
            for (; taken[slot]; inVain++) {
                slot = (slot + 1) & (taken.length - 1);
            }
            taken[slot] = true;
        }
        return inVain;
    }

    private static void put(TaskNames names, int pid, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        names.put(pid, bytes, 0, bytes.length);
    }
}
