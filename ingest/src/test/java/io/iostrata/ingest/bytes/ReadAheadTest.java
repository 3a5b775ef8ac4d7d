package io.iostrata.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReadAheadTest {
    private static final int BYTES = 5_000_003;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, BYTES - 1, BYTES, BYTES + 1})
    void readsTheSameBytes(int alone) throws IOException {
        byte[] bytes = random();
        try (var in = new ReadAhead(new ByteArrayInputStream(bytes), alone)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void throwsWhatTheStreamThrowsAfterTheBytesBefore() throws IOException {
        var broken = new SequenceInputStream(new ByteArrayInputStream(random()), new Failing());
        try (var in = new ReadAhead(broken, 10)) {
            assertThat(in.readNBytes(BYTES)).isEqualTo(random());
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("damaged");
        }
    }

    @Test
    void letsGoOfTheStreamWhenClosedInTheMiddle() throws Exception {
        var endless = new Endless();
        var in = new ReadAhead(endless, 10);
        assertThat(in.readNBytes(1_000_000)).hasSize(1_000_000);
        in.close();
        long read = endless.reads.get();
        Thread.sleep(20);
        assertThat(endless.reads.get()).isEqualTo(read);
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("damaged");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("damaged");
        }
    }

    private static final class Endless extends InputStream {
        private final AtomicLong reads = new AtomicLong();

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            reads.incrementAndGet();
            return length;
        }
    }
}
