-- The mean of every dated run, and the change found before it, if one was.
select s.layer as `Layer`, n.config as `Configuration`, n.started_at as `Started`, s.run_id as `Run`, s.mean_ns / 1000 as `Mean (µs)`,
       s.count as `Requests`, c.before_ns / 1000 as `Before a change (µs)`, c.after_ns / 1000 as `After it (µs)`, c.p_value as `p`,
       c.runs_before as `Runs before`
from layer_stats s
join run_labels n on n.run_id = s.run_id
left join change_points c on c.run_id = s.run_id and c.name = s.layer and c.level in ('layer', 'benchmark') and c.config = n.config
where s.mean_ns is not null and n.started_at is not null
order by s.position, s.layer, n.config, n.started_at, s.run_id
