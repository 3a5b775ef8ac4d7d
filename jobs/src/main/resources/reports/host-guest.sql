-- The benchmark in the guest and on the host.
select config as `Configuration`, pairing as `Pairing`, layer as `Benchmark`, cumulative_ns / 1000 as `Mean (µs)`,
       overhead_vs_baseline as `Guest over host, less 1`, runs as `Runs`
from layer_breakdown
where layer in ('guest_benchmark', 'host_benchmark')
order by config, pairing, layer
