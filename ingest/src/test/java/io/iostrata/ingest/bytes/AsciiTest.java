package io.iostrata.ingest.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTest {
    @ParameterizedTest
    @CsvSource({"':       ', 0", "'ab:::cde', 2", "abcdefg:, 7", "abcdefgh, 8", "'ÿ;9º ºú:', 7"})
    void findsTheFirstByteEqual(String text, int first) {
        assertThat(Ascii.first(Ascii.equal(word(text), ':'))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "'/1234567', 0",
        "01234567, 8",
        "89:34567, 2",
        "'12 45678', 2",
        "°1234567, 0",
        "1234567ÿ, 7",
        "123/8888, 3"
    })
    void findsTheFirstByteThatIsNoDigit(String text, int first) {
        assertThat(Ascii.first(Ascii.nonDigits(word(text)))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "1xxxxxxx, 1, 1",
        "'026524: ', 6, 26524",
        "99999999, 8, 99999999",
        "00000000, 8, 0",
        "12345678, 8, 12345678"
    })
    void readsDecimals(String text, int digits, long value) {
        assertThat(Ascii.decimal(word(text), digits)).isEqualTo(value);
    }

    private static long word(String text) {
        return Ascii.word(text.getBytes(ISO_8859_1), 0);
    }
}
