package io.iostrata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
    private static final String ODD = "SELECT 9007199254740993 AS big, CAST(NULL AS STRING) AS nothing, "
            + "'a,\"b\"\nc' AS text, map('k', 'v', 'a', 'b') AS pairs, X'00ff10' AS bytes, 1.5D AS ratio, "
            + "CAST(12345678901234567890123456789 AS DECIMAL(38,0)) AS sum, true AS flag, "
            + "CAST('NaN' AS DOUBLE) AS none";

    @TempDir
    static Path dir;

    private static Path lake;

    @BeforeAll
    static void fill() {
        lake = dir.resolve("lake");
        assertThat(Commands.ingest(lake, Runs.simpletrace(dir.resolve("run"), 3))
                        .status())
                .isZero();
    }

    @Test
    void csvIsAsRfc4180SaysWithNullEmpty() {
        assertThat(Commands.sql(lake, "csv", ODD).out())
                .isEqualTo("big,nothing,text,pairs,bytes,ratio,sum,flag,none\n"
                        + "9007199254740993,,\"a,\"\"b\"\"\nc\",\"{\"\"a\"\":\"\"b\"\",\"\"k\"\":\"\"v\"\"}\",AP8Q,1.5,"
                        + "12345678901234567890123456789,true,\n");
    }

    @Test
    void jsonIsOneArrayWithIntegersAsNumbers() {
        assertThat(Commands.sql(lake, "json", ODD).out())
                .isEqualTo("[\n{\"big\":9007199254740993,\"nothing\":null,\"text\":\"a,\\\"b\\\"\\nc\","
                        + "\"pairs\":{\"a\":\"b\",\"k\":\"v\"},\"bytes\":\"AP8Q\",\"ratio\":1.5,"
                        + "\"sum\":12345678901234567890123456789,\"flag\":true,\"none\":null}\n]\n");
    }

    @Test
    void anEmptyAnswerIsAnEmptyArrayOrAHeader() {
        var query = "SELECT run_id, events FROM sources WHERE run_id = 'none'";

        assertThat(Commands.sql(lake, "json", query).out().replaceAll("\\s", ""))
                .isEqualTo("[]");
        assertThat(Commands.sql(lake, "csv", query).out()).isEqualTo("run_id,events\n");
        assertThat(Commands.sql(lake, "table", query).out()).isEqualTo("run_id  events\n");
    }

    @Test
    void tableAlignsNumbersToTheRight() {
        assertThat(Commands.sql(lake, "table", "SELECT * FROM VALUES ('a', 1), ('long', 23), (NULL, 4) AS t(name, n)")
                        .out())
                .isEqualTo(
                        """
                        name   n
                        a      1
                        long  23
                        NULL   4
                        """);
    }

    @Test
    void pointersKeepTheirBits() {
        assertThat(Commands.rows(lake, "SELECT seq, vdev, lower(hex(vdev)) FROM events ORDER BY seq LIMIT 1"))
                .containsExactly("0,%d,ffff888000001000".formatted(0xffff_8880_0000_1000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELEKT 1", "SELECT nothing FROM runs", "SELECT * FROM nowhere", "SELECT 1; SELECT 2", ""})
    void aMistakeInAQueryIsOneLineAndExitTwo(String query) {
        var answer = Commands.sql(lake, "csv", query);

        assertThat(answer.err()).startsWith("iostrata: ").hasLineCount(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1/0", "SELECT CAST('x' AS INT)", "SELECT assert_true(false)"})
    void aQueryThatFailsOnItsDataIsOneLineAndExitTwo(String query) {
        var answer = Commands.sql(lake, "csv", query);

        assertThat(answer.err()).startsWith("iostrata: ").hasLineCount(1).doesNotContain("\tat ");
        assertThat(answer.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hdr_percentile(CAST(path AS BINARY), 0.5)",
                "hdr_merge(CAST(path AS BINARY))",
                "hdr_count(X'1c849314')"
            })
    void aHistogramThatIsNoneIsOneLineAndExitTwo(String call) {
        var answer = Commands.sql(lake, "csv", "SELECT " + call + " FROM sources");

        assertThat(answer.err())
                .startsWith("iostrata: Invalid histogram: ")
                .hasLineCount(1)
                .doesNotContain("\tat ");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aDirectoryThatIsNoLakeIsOneLineAndExitTwo() {
        for (var none : new Path[] {dir.resolve("missing"), dir.resolve("run"), dir.resolve("run/qemu.trace")}) {
            var answer = Commands.sql(none, "csv", "SELECT 1");

            assertThat(answer.err())
                    .startsWith("iostrata: " + none + ": no lake there")
                    .hasLineCount(1);
            assertThat(answer.status()).isEqualTo(2);
        }
        assertThat(dir.resolve("missing")).doesNotExist();
    }
}
