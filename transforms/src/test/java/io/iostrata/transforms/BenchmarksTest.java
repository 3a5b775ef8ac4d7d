package io.iostrata.transforms;

import static io.iostrata.transforms.StatsTables.assertTable;
import static io.iostrata.transforms.StatsTables.table;

import io.iostrata.schemas.tables.EventTable;
import io.iostrata.schemas.tables.RunTable;
import io.iostrata.schemas.tables.SourceTable;
import org.junit.jupiter.api.Test;

final class BenchmarksTest {
    @Test
    void readsWhatToolsPrintedAndTheManifestWhereNoneDid() {
        var events = table(
                EventTable.SCHEMA,
                """
                run_id | source_id | event         | args
                r1     | 1         | seqread       | requests=1500, mean_ns=6450179
                r1     | 1         | virtio_notify | mean_ns=1
                r2     | 1         | fio_job       | jobname=psync, op=read, requests=5000, mean_ns=90193.8
                r2     | 2         | fio_job       | jobname=qd4, op=read, requests=5000, mean_ns=152198.6
                r2     | 2         | fio_job       | jobname=qd4, op=write, requests=0, mean_ns=0
                r4     | 1         | seqread       | requests=lots, mean_ns=NaN
                """);
        var sources = table(
                SourceTable.SCHEMA,
                """
                run_id | source_id | path                 | machine
                r1     | 1         | a/host-seqread.txt   | -
                r2     | 1         | fio-psync.json       | host
                r2     | 2         | fio.json             | -
                r4     | 1         | x.txt                | -
                """);
        var runs = table(
                RunTable.SCHEMA,
                """
                run_id | config      | benchmark_requests | benchmark_mean_ns
                r1     | aio=native  | 1500               | 1
                r2     | where=guest | -                  | -
                r3     | where=host  | 10                 | 2747167
                r4     | aio=native  | -                  | -
                """);
        assertTable(
                Benchmarks.of(events, sources, runs),
                """
                run_id | source_id | tool     | machine | job   | op   | requests | mean_ns
                r1     | 1         | seqread  | host    | -     | -    | 1500     | 6450179
                r2     | 1         | fio      | host    | psync | read | 5000     | 90193.8
                r2     | 2         | fio      | guest   | qd4   | read | 5000     | 152198.6
                r3     | -         | manifest | host    | -     | -    | 10       | 2747167
                """);
    }
}
