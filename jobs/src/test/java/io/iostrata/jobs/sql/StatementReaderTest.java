package io.iostrata.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iostrata.jobs.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementReaderTest {
    private final StatementReader reader = new StatementReader();

    @Test
    void aSemicolonEndsAStatementAndALineMayHoldSeveral() {
        assertThat(reader.add("SELECT 1; SELECT")).containsExactly("SELECT 1");
        assertThat(reader.isOpen()).isTrue();
        assertThat(reader.add("2;;  ")).containsExactly("SELECT\n2");
        assertThat(reader.isOpen()).isFalse();
    }

    @Test
    void aSemicolonInAStringANameOrACommentEndsNothing() {
        assertThat(reader.add("SELECT 'a;b', \"c;\", `d;` -- e;")).isEmpty();
        assertThat(reader.add("/* f; ' */ , 'it\\'s;';"))
                .containsExactly("SELECT 'a;b', \"c;\", `d;` \n/* f; ' */ , 'it\\'s;'");
    }

    @Test
    void aStringOverTwoLinesKeepsItsLineBreak() {
        assertThat(reader.add("SELECT 'a")).isEmpty();
        assertThat(reader.add("--b';")).containsExactly("SELECT 'a\n--b'");
    }

    @Test
    void aBackslashBeginsACommandOnlyWhereNoStatementIsOpen() {
        assertThat(reader.add(" \\d runs")).containsExactly("\\d runs");
        assertThat(reader.add("SELECT")).isEmpty();
        assertThat(reader.add("\\d")).isEmpty();
        assertThat(reader.rest()).isEqualTo("SELECT\n\\d");
        assertThat(reader.isOpen()).isFalse();
    }

    @Test
    void commentsAloneAreNoStatement() {
        assertThat(reader.add("-- nothing;")).isEmpty();
        assertThat(reader.rest()).isEmpty();
        assertThat(reader.add("/* nothing; */ ;")).isEmpty();
        assertThat(reader.add("/* of two")).isEmpty();
        assertThat(reader.isOpen()).isTrue();
        assertThat(reader.add("\\d lines */")).isEmpty();
        assertThat(reader.isOpen()).isFalse();
        assertThat(reader.add("\\d runs")).containsExactly("\\d runs");
        assertThat(reader.rest()).isEmpty();
    }

    @Test
    void aStatementWithoutEndIsBounded() {
        var line = "x".repeat(1 << 16);
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> {
            for (int i = 0; i < 17; i++) {
                assertThat(reader.add(line)).isEqualTo(List.of());
            }
        });
    }
}
