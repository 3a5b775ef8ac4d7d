package io.iostrata.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    /** In memory, and on disk. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 300_000})
    void readsAtAnyPlaceWhatAFileInPlaceHasThere(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        var streams = new ArrayList<Stream>();
        try (var copied = Spool.of(new ByteCursor("copied", new ByteArrayInputStream(bytes)));
                var inPlace = Spool.inPlace("in place", length, at -> opened(bytes, at, streams))) {
            for (int at = 0; at < length + 100; at += length / 7) {
                byte[] expected = read(copied, at);
                assertThat(read(inPlace, at)).isEqualTo(expected);
                assertThat(inPlace.stream(at).readNBytes(50)).isEqualTo(expected);
                assertThat(copied.stream(at).readNBytes(50)).isEqualTo(expected);
            }
        }
        assertThat(streams).isNotEmpty().allMatch(stream -> stream.isClosed);
    }

    @Test
    void opensAFileOnlySoManyTimes() throws IOException {
        try (var file = Spool.inPlace("in place", 10, at -> new ByteArrayInputStream(new byte[1]))) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i <= 1 << 18; i++) {
                            file.read(i, new byte[1], 1);
                        }
                    })
                    .isInstanceOf(MalformedTraceException.class)
                    .hasMessageContaining("more than 262144 places");
        }
    }

    @Test
    void tellsReadersOfAFileThatCannotBeReadThatItCannotEverAfter() throws IOException {
        try (var file = Spool.inPlace("in place", 100, SpoolTest::readableBefore50)) {
            assertThat(file.stream(40).readNBytes(5)).hasSize(5);
            assertThatThrownBy(() -> file.stream(40).readNBytes(20))
                    .isInstanceOf(MalformedTraceException.class)
                    .hasMessage("in place@0x32: cannot be read: disk error, expected 100 bytes of it");
            assertThatThrownBy(() -> file.read(0, new byte[1], 1)).isInstanceOf(MalformedTraceException.class);
        }
        try (var file = Spool.inPlace("in place", 100, SpoolTest::readableBefore50)) {
            assertThatThrownBy(() -> file.read(60, new byte[1], 1)).isInstanceOf(MalformedTraceException.class);
        }
    }

    @Test
    void tellsReadersOfAFileThatHasFewerBytesByNow() throws IOException {
        try (var file = Spool.inPlace("in place", 100, at -> opened(new byte[50], at, new ArrayList<>()))) {
            assertThatThrownBy(() -> file.stream(40).readNBytes(20))
                    .isInstanceOf(MalformedTraceException.class)
                    .hasMessage("in place@0x32: cannot be read: the file ends, expected 100 bytes of it");
        }
    }

    private static InputStream readableBefore50(long at) throws IOException {
        if (at > 50) {
            throw new IOException("disk error");
        }
        return new FilterInputStream(new ByteArrayInputStream(new byte[50 - (int) at])) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                if (read < 0) {
                    throw new IOException("disk error");
                }
                return read;
            }
        };
    }

    private static byte[] read(Spool spool, int at) throws IOException {
        byte[] into = new byte[50];
        int have = spool.read(at, into, into.length);
        return Arrays.copyOf(into, have);
    }

    private static InputStream opened(byte[] bytes, long at, List<Stream> streams) {
        int from = (int) Math.min(at, bytes.length);
        var stream = new Stream(bytes, from);
        streams.add(stream);
        return stream;
    }

    private static final class Stream extends ByteArrayInputStream {
        private boolean isClosed;

        Stream(byte[] bytes, int from) {
            super(bytes, from, bytes.length - from);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
