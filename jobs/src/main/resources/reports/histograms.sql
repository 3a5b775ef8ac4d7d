-- Distributions by configuration: every run weighs the same, whatever its number of requests; the weights of one
-- distribution add up to its number of runs. A run of no known configuration stands for itself.
with placed as (
    select run_id, min(config_id) as config_id from set_breakdown where layer <> 'host_benchmark' group by run_id
), labels as (
    select config_id, min(config) as config
    from (select config_id, config from layer_breakdown union all select config_id, config from stage_breakdown)
    group by config_id
), named as (
    select r.run_id, coalesce(l.config, r.run_id) as config
    from runs r
    left join placed p on p.run_id = r.run_id
    left join labels l on l.config_id = coalesce(p.config_id, r.config_id)
), totals as (
    select run_id, level, name, sum(count) as total from latency_histograms group by run_id, level, name
)
select h.level, h.name, n.config, (h.bucket_lo_ns + h.bucket_hi_ns) / 2000.0D as us,
       sum(h.count / t.total) as weight, sum(h.count) as count
from latency_histograms h
join totals t on t.run_id = h.run_id and t.level = h.level and t.name = h.name
join named n on n.run_id = h.run_id
where h.count > 0
group by h.level, h.name, n.config, h.bucket_lo_ns, h.bucket_hi_ns
order by h.level, h.name, n.config, h.bucket_lo_ns
