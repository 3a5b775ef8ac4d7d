-- The stages of each configuration's chains, in their order.
select config, chain, stage, position, phase, mean_ns, in_total, runs
from stage_breakdown
order by chain, config, config_id, position, stage
