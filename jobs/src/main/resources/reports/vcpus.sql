-- In what state the vCPUs are, and why they leave the guest.
select run_id as `Run`, state as `State`, reason as `Reason`, vcpu as `vCPU`, tid as `Thread`, count as `Count`,
       cast(sum_ns as double) / 1000000 as `Total (ms)`, mean_ns / 1000 as `Mean (µs)`, p50_ns / 1000 as `p50 (µs)`,
       p99_ns / 1000 as `p99 (µs)`, max_ns / 1000 as `Max (µs)`
from vcpu_stats
where state not in ('set_irq_level', 'injected')
order by run_id, coalesce(part_of, state), part_of nulls first, sum_ns desc, state, reason, vcpu, tid
