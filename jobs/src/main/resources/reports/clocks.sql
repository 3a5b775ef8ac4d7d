-- How the clocks of a run relate.
select run_id as `Run`, clock as `Clock`, reference as `Reference`, offset_ns as `Offset (ns)`,
       offset_lo_ns as `At least (ns)`, offset_hi_ns as `At most (ns)`, round(drift_ppm, 3) as `Drift (ppm)`,
       ns_per_tick as `ns per tick`, pairs as `Pairs`, method as `Method`
from clocks
order by run_id, clock, from_ref_ns
