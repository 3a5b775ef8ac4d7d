-- Requests by time and latency: at most 60 columns of whole seconds, six rows to a doubling of the latency. All runs of
-- a configuration together, from the begin of each one's window, then each by itself; outermost layers first.
-- The last second a table can hold is that of stamps which are no time of the benchmark.
with labelled as (
    select n.config, o.run_id, o.layer, o.second, o.histogram
    from latency_over_time o
    join run_labels n on n.run_id = o.run_id
    where o.second < 2147483647
), lengths as (
    select config, layer, cast(ceil((max(second) + 1L) / 60) as int) as step, count(distinct run_id) as runs
    from labelled
    group by config, layer
), shown as (
    select l.config, l.layer, s.step, s.runs, div(l.second, s.step) * s.step as second, l.histogram,
           explode(if(s.runs > 1, array('all runs', l.run_id), array('all runs'))) as run
    from labelled l
    join lengths s on s.config = l.config and s.layer = l.layer
), merged as (
    select config, layer, run, step, runs, second, hdr_merge(histogram) as histogram
    from shown
    group by config, layer, run, step, runs, second
), buckets as (
    select config, layer, run, step, if(run = 'all runs', runs, 1) as runs, second, explode(hdr_buckets(histogram)) as bucket from merged
)
select b.layer as `Layer`, b.config as `Configuration`, b.run as `Run`, b.runs as `Runs`, b.step as `Seconds a column`, b.second as `From second`,
       pow(2, floor(log2((b.bucket.lo_ns + b.bucket.hi_ns) / 2000.0D) * 6) / 6) as `At least (µs)`,
       pow(2, floor(log2((b.bucket.lo_ns + b.bucket.hi_ns) / 2000.0D) * 6) / 6 + 1.0D / 6) as `Less than (µs)`,
       sum(b.bucket.count) as `Requests`
from buckets b
left join (select layer, min(position) as position from layer_stats group by layer) p on p.layer = b.layer
group by p.position, b.layer, b.config, b.run, b.runs, b.step, b.second,
         floor(log2((b.bucket.lo_ns + b.bucket.hi_ns) / 2000.0D) * 6)
order by b.run <> 'all runs', p.position nulls last, b.layer, b.config, b.run, b.second, 7
