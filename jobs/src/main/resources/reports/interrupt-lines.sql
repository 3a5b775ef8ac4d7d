-- How long QEMU's ioctl for an interrupt line takes.
select run_id as `Run`, reason as `Line`, tid as `Thread`, count as `Times`, cast(sum_ns as double) / 1000000 as `Total (ms)`,
       mean_ns / 1000 as `Mean (µs)`, p50_ns / 1000 as `p50 (µs)`, p99_ns / 1000 as `p99 (µs)`, max_ns / 1000 as `Max (µs)`
from vcpu_stats
where state = 'set_irq_level'
order by run_id, sum_ns desc, reason, tid
