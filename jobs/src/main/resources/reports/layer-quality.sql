-- Runs and layers whose figure has something left out of it, or whose control differs.
select run_id as `Run`, layer as `Layer`, count as `Spans counted`, unmatched as `Unmatched`, tainted as `Tainted`,
       lost_events as `Lost events`, outside_window as `Outside the window`
from layer_stats
where unmatched > 0 or tainted > 0 or lost_events > 0
order by run_id, position, layer
