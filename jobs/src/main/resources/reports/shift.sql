-- The difference of two configurations at each tenth of a distribution; whole requests before layers.
select baseline as `Baseline`, candidate as `Candidate`, name as `Of`, level as `Level`, coalesce(pairing, '') as `Pairing`, decile * 10 as `Percentile`,
       baseline_ns / 1000 as `Baseline (µs)`, candidate_ns / 1000 as `Candidate (µs)`, diff_ns / 1000 as `Difference (µs)`,
       band_lo_ns / 1000 as `At least (µs)`, band_hi_ns / 1000 as `At most (µs)`, confidence as `Confidence`,
       baseline_runs as `Runs of the baseline`, candidate_runs as `Runs of the candidate`
from shift_functions
where level in ('benchmark', 'total', 'layer')
order by case level when 'benchmark' then 0 when 'total' then 1 else 2 end, name, baseline, candidate, pairing, decile
