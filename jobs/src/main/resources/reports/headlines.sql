-- What whole requests take in one configuration and another, by the mean: every pair, however many.
select baseline, candidate, level, name, statistic, pairing, baseline_ns, candidate_ns, diff_ns, diff_lo_ns, diff_hi_ns,
       p_adjusted, verdict, baseline_runs, candidate_runs, run_sets, confounders,
       confidence, asked_by
from comparisons
where statistic = 'mean' and level in ('benchmark', 'total')
order by baseline, candidate, level, name, pairing
