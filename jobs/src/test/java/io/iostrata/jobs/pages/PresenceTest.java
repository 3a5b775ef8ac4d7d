package io.iostrata.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PresenceTest {
    @Test
    void aRunIsTakenAsOne() {
        var presence = new Presence(bytes(0x90, 3, 1, 6, 0), 203);

        assertThat(text(presence, 203)).isEqualTo("1x200 0x3");
    }

    @Test
    void bitsAreTakenFromTheLowestOn() {
        var presence = new Presence(bytes(5, 0b0000_0110, 0b1000_0000), 16);

        assertThat(text(presence, 16)).isEqualTo("0x1 1x2 0x12 1x1");
    }

    @Test
    void bitsGoOnBeyondAWord() {
        var presence = new Presence(bytes(19, -1, -1, -1, -1, -1, -1, -1, -1, 0b0000_0001), 72);

        assertThat(text(presence, 70)).isEqualTo("1x64 1x1 0x5");
    }

    @Test
    void aColumnWithoutLevelsIsAlwaysThere() {
        assertThat(text(new Presence(bytes(), 5), 5)).isEqualTo("1x5");
    }

    private static ByteBuffer bytes(int... values) {
        var bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    private static String text(Presence presence, int rows) {
        var text = new StringBuilder();
        for (int row = 0; row < rows; ) {
            int same = presence.same(rows - row);
            text.append(presence.take(same) ? "1x" : "0x").append(same).append(' ');
            row += same;
        }
        return text.toString().strip();
    }
}
