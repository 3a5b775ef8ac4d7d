-- Distributions by configuration: every run weighs the same, whatever its number of requests; the weights of one
-- distribution add up to its number of runs.
with totals as (
    select run_id, level, name, sum(count) as total from latency_histograms group by run_id, level, name
)
select h.level, h.name, n.config, (h.bucket_lo_ns + h.bucket_hi_ns) / 2000.0D as us,
       sum(h.count / t.total) as weight, sum(h.count) as count
from latency_histograms h
join totals t on t.run_id = h.run_id and t.level = h.level and t.name = h.name
join run_labels n on n.run_id = h.run_id
where h.count > 0
group by h.level, h.name, n.config, h.bucket_lo_ns, h.bucket_hi_ns
order by h.level, h.name, n.config, h.bucket_lo_ns
