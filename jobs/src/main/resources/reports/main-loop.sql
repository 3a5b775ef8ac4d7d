-- Where QEMU's main loop spends its time.
select loop.run_id as `Run`, loop.part as `Part`, coalesce(cast(loop.tid as string), loop.context) as `Thread or context`,
       loop.count as `Count`, loop.mean_ns / 1000 as `Mean (µs)`, loop.p50_ns / 1000 as `p50 (µs)`,
       loop.p99_ns / 1000 as `p99 (µs)`, loop.max_ns / 1000 as `Max (µs)`,
       round(100 * cast(loop.sum_ns as double) / cast(whole.sum_ns as double), 2) as `Of its whole (%)`
from main_loop_stats loop left join main_loop_stats whole
  on whole.run_id = loop.run_id and whole.source_id = loop.source_id and whole.part = loop.part_of
  and whole.tid <=> loop.tid and whole.context <=> loop.context
order by loop.run_id, coalesce(loop.part_of, loop.part), loop.part_of nulls first, loop.sum_ns desc, loop.part
