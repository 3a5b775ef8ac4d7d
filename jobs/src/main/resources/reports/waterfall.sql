-- The steps from the mean of one configuration to that of another; layers before phases before stages.
select level as `Steps`, baseline as `Baseline`, candidate as `Candidate`, coalesce(pairing, '') as `Pairing`, position as `No.`, name as `Step`,
       baseline_ns / 1000 as `Baseline (µs)`, candidate_ns / 1000 as `Candidate (µs)`, diff_ns / 1000 as `Difference (µs)`,
       from_ns / 1000 as `From (µs)`, to_ns / 1000 as `To (µs)`
from waterfall
order by case level when 'layer' then 0 when 'phase' then 1 else 2 end, baseline, candidate, pairing desc, position
