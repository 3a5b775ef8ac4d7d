-- Distributions by run and layer, in microseconds.
select run_id as `Run`, layer as `Layer`, count as `Spans`, round(mean_ns / 1000, 3) as `Mean (µs)`,
       round(stddev_ns / 1000, 3) as `Std. dev. (µs)`, min_ns / 1000 as `Min (µs)`, p50_ns / 1000 as `p50 (µs)`,
       p90_ns / 1000 as `p90 (µs)`, p99_ns / 1000 as `p99 (µs)`, p999_ns / 1000 as `p99.9 (µs)`,
       max_ns / 1000 as `Max (µs)`, case when exact then 'exact' else 'histogram' end as `Percentiles`
from layer_stats
order by run_id, position, layer
