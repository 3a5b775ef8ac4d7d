package io.iostrata.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.iostrata.ingest.bytes.SingleByte;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line of 2 GiB in a text: passed, counted, and the line behind it read. */
@Tag("slow")
class LongLineTest {
    private static final long LENGTH = 2L << 30;
    private static final String EVENT = "  a-7     [000] ....     1.00000%d: kvm_set_irq: gsi 9 level 1 source 0\n";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void isSkippedInLittleMemory() throws IOException {
        var input = new SourceInput(
                "trace", TraceFormat.FTRACE_TEXT::open, LongLineTest::text, Optional.empty(), Optional.empty());
        try (var allocator = new RootAllocator(64 << 20);
                var pool = new BatchPool(allocator, new Names());
                var decoding = new SourceDecoding(input, pool)) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            var batch = pool.take();
            assertThat(decoding.read(batch)).isFalse();
            var result = decoding.result(0, Optional.empty());

            assertThat(batch.rows()).isEqualTo(2);
            assertThat(result.bytesSkipped()).isEqualTo(LENGTH + 1);
            assertThat(result.issues()).hasSize(1);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
        }
    }

    private static InputStream text() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                bytes("# tracer: nop\n" + EVENT.formatted(1)), new Letters(), bytes("\n" + EVENT.formatted(2)))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Letters extends InputStream {
        private long left = LENGTH;

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int here = (int) Math.min(left, length);
            Arrays.fill(into, from, from + here, (byte) 'x');
            left -= here;
            return here == 0 ? -1 : here;
        }
    }
}
