package io.iostrata.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamesTest {
    private final Names names = new Names();

    @Test
    void numbersNamesInOrderOfAppearance() {
        assertThat(new int[] {names.id("kvm_pio"), names.id(""), names.id("kvm_pio"), names.id("é")})
                .containsExactly(0, 1, 0, 2);
        assertThat(names.name(2)).isEqualTo("é");
        assertThat(names.size()).isEqualTo(3);
    }

    @Test
    void aSliceOfBytesIsTheSameName() {
        byte[] line = "  kvm_pio: pio_write".getBytes(UTF_8);

        assertThat(names.id(line, 2, 9)).isEqualTo(names.id("kvm_pio"));
    }

    @Test
    void thereIsAMost() {
        for (int i = 0; i < Names.MOST; i++) {
            names.id("name" + i);
        }

        assertThat(names.id("name77777")).isEqualTo(77777);
        assertThatThrownBy(() -> names.id("one more"))
                .isInstanceOf(Names.TooManyNames.class)
                .hasMessage("more than 1048576 distinct names");
    }
}
