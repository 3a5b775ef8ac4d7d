-- The configuration of each run, by its label; a run of no known configuration stands for itself.
with placed as (
    select run_id, min(config_id) as config_id from set_breakdown where layer <> 'host_benchmark' group by run_id
), labels as (
    select config_id, min(config) as config
    from (select config_id, config from layer_breakdown union all select config_id, config from stage_breakdown)
    group by config_id
)
select r.run_id, coalesce(l.config, r.run_id) as config, r.started_at
from runs r
left join placed p on p.run_id = r.run_id
left join labels l on l.config_id = coalesce(p.config_id, r.config_id)
