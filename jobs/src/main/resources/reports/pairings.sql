-- Which events bound each layer, and how the window was laid.
select run_id as `Run`, layer as `Layer`, source_id as `File no.`, case when is_primary then 'yes' else 'no' end as `Primary`,
       alternative as `Events`, spans as `Spans`, unmatched as `Unmatched`, tainted as `Tainted, in it or not`,
       in_window as `In the window`, window as `Window`
from pairings
order by run_id, layer, not is_primary, source_id
