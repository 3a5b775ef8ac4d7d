-- Who waited for which futex; most waited for first.
select run_id as `Run`, coalesce(name, uaddr) as `Futex`, waits as `Waits`, at_once as `At once`, threads as `Threads`,
       cast(total_wait_ns as double) / 1000 as `Total (µs)`, mean_ns / 1000 as `Mean (µs)`, p50_ns / 1000 as `p50 (µs)`,
       p99_ns / 1000 as `p99 (µs)`, max_ns / 1000 as `Max (µs)`
from futex_stats
order by total_wait_ns desc, run_id, uaddr
