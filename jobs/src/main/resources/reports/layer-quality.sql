-- Runs and layers whose figure has something left out of it, and by how much the mean may be off for it.
select run_id as `Run`, layer as `Layer`, count as `Spans counted`, unmatched_replaced as `Begun anew`,
       unmatched_open as `Left open`, unmatched_lost as `Ends lost`, tainted as `Tainted`, lost_events as `Lost events`,
       outside_window as `Outside the window`, round(mean_ns / 1000, 3) as `Mean (µs)`,
       case when mean_lo_ns >= 0.99 * mean_ns and mean_hi_ns <= 1.01 * mean_ns then 'within 1 %'
            else concat(coalesce(format_number(mean_lo_ns / 1000, 3), 'no bound'), ' … ',
                        coalesce(format_number(mean_hi_ns / 1000, 3), 'no bound')) end as `It may be (µs)`
from layer_stats
where unmatched > 0 or tainted > 0 or lost_events > 0
order by run_id, position, layer
