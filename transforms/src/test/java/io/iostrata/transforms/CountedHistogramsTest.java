package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.EventTable;
import org.junit.jupiter.api.Test;

final class CountedHistogramsTest {

    @Test
    void putsFiosBinsIntoBucketsOfTheirWidth() {
        var events = table(
                EventTable.SCHEMA,
                """
                run_id | source_id | event   | args
                r1     | 1         | fio_bin | jobname=j, op=read, latency=clat, value_ns=48384, count=3
                r1     | 1         | fio_bin | jobname=j, op=read, latency=clat, value_ns=48896, count=2
                r1     | 1         | fio_bin | jobname=j, op=read, latency=clat, value_ns=99, count=1
                r1     | 1         | other   | value_ns=99, count=1
                """);
        assertTable(
                CountedHistograms.of(events),
                """
                run_id | level     | name        | bucket_lo_ns | bucket_hi_ns | count
                r1     | benchmark | j read clat | 48128        | 48640        | 3
                r1     | benchmark | j read clat | 48640        | 49152        | 2
                r1     | benchmark | j read clat | 99           | 100          | 1
                """);
    }

    @Test
    void takesTheLastPrintOfEachHistogramInNanoseconds() {
        var events = table(
                EventTable.SCHEMA,
                """
                run_id | source_id | event            | args
                r1     | 1         | histogram_bucket | name=us, lo=4, hi=8, count=1, unit=us, print=1
                r1     | 1         | histogram_bucket | name=us, lo=4, hi=8, count=5, unit=us, print=2
                r1     | 1         | histogram_bucket | name=us, lo=512, count=2, unit=us, print=2
                r1     | 1         | histogram_bucket | name=x, lo=4, hi=8, count=9, print=1
                r1     | 1         | histogram_bucket | name=us, hi=0, count=7, unit=us, print=2
                r1     | 2         | histogram_bucket | name=vda, lo=0, hi=2, count=1, unit=ms, print=1
                r1     | 2         | histogram_bucket | name=vda, lo=0, hi=2, count=2, unit=ms, print=1
                """);
        assertTable(
                CountedHistograms.of(events),
                """
                run_id | level     | name | bucket_lo_ns | bucket_hi_ns        | count
                r1     | histogram | us   | 4000         | 8000                | 5
                r1     | histogram | us   | 512000       | 9223372036854775807 | 2
                r1     | histogram | vda  | 0            | 2000000             | 3
                """);
    }
}
