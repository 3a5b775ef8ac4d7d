-- What tracing a layer does to the benchmark.
select config as `Configuration`, layer as `Layer traced`, untraced_ns / 1000 as `Untraced (µs)`, traced_ns / 1000 as `Traced (µs)`,
       diff_ns / 1000 as `Difference (µs)`, diff_lo_ns / 1000 as `At least (µs)`, diff_hi_ns / 1000 as `At most (µs)`,
       p_adjusted as `p adjusted`, verdict as `Verdict`, untraced_runs as `Runs untraced`, traced_runs as `Runs traced`
from observer_effects
order by config, layer
