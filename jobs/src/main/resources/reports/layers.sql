-- The layers of each configuration, outermost first.
select config, config_id, pairing, layer, position, cumulative_ns, control_ns, delta_ns, delta_to,
       share_of_total, overhead_vs_baseline, sets, runs, coalesce(delta_sets, sets) as delta_sets
from layer_breakdown
order by config, config_id, pairing desc, position
