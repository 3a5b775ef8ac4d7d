package io.iostrata.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ByteCursorTest {
    private static final byte[] TEN = {1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 0xff};

    @Test
    void readsNumbersInEitherOrder() throws IOException {
        assertThat(cursor(TEN).u32("id")).isEqualTo(0x04030201L);
        assertThat(cursor(TEN).u64("id")).isEqualTo(0x0807060504030201L);
        var big = cursor(TEN);
        big.order(ByteOrder.BIG_ENDIAN);
        assertThat(big.u32("id")).isEqualTo(0x01020304L);
        assertThat(big.offset()).isEqualTo(4);
    }

    @Test
    void numbersAreUnsigned() throws IOException {
        var in = cursor(new byte[] {-1, -1, -1, -1, -1});

        assertThat(in.u8("byte")).isEqualTo(255);
        assertThat(in.u32("word")).isEqualTo(0xffff_ffffL);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void saysWhatIsMissingWhere() throws IOException {
        var in = cursor(TEN);
        in.u64("id");

        assertThatThrownBy(() -> in.u32("record length"))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessage("a.trace@0x8: record length needs 4 bytes, 2 left");
        assertThat(in.offset()).isEqualTo(8);
    }

    @Test
    void aStatedLengthIsCheckedBeforeAnythingIsAllocated() {
        assertThatThrownBy(() -> cursor(TEN).bytes(1L << 40, 4096, "name"))
                .hasMessage("a.trace@0x0: name of 1099511627776 bytes, expected at most 4096");
        assertThatThrownBy(() -> cursor(TEN).bytes(-1, 4096, "name"))
                .hasMessage("a.trace@0x0: name of 18446744073709551615 bytes, expected at most 4096");
        assertThatThrownBy(() -> cursor(TEN).buffered(1 << 30)).isInstanceOf(MalformedTraceException.class);
    }

    @Test
    void keepsAccountOfWhatWasNotUnderstood() throws IOException {
        var in = cursor(TEN);

        assertThat(in.skip(3)).isEqualTo(3);
        in.u32("id");
        assertThat(in.skipToEnd()).isEqualTo(3);
        assertThat(in.skippedBytes()).isEqualTo(6);
        assertThat(in.offset()).isEqualTo(10);
    }

    @Test
    void offsetsGoOnBeyondTheBuffer() throws IOException {
        int words = 1 << 19;
        byte[] bytes = new byte[words * Long.BYTES];
        for (int i = 0; i < words; i++) {
            ByteCursor.LONG_LE.set(bytes, i * Long.BYTES, (long) i);
        }
        var in = cursor(bytes);

        for (int i = 0; i < words; i++) {
            if (in.u64("word") != i || in.offset() != (i + 1L) * Long.BYTES) {
                throw new AssertionError("word " + i);
            }
        }
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void aReaderCannotAdvanceBeyondWhatItHas() {
        assertThatThrownBy(() -> cursor(TEN).advance(1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteCursor cursor(byte[] bytes) {
        return new ByteCursor("a.trace", new ByteArrayInputStream(bytes));
    }
}
