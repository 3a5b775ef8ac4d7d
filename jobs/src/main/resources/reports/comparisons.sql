-- Differences between configurations: whole requests first, then own times, phases, stages; means before percentiles, without the last of them.
select baseline, candidate, level, name, statistic, pairing, baseline_ns, candidate_ns, diff_ns, diff_lo_ns, diff_hi_ns,
       p_adjusted, verdict, baseline_runs, candidate_runs, run_sets, confounders,
       confidence, asked_by
from comparisons
where statistic <> 'p999'
order by case level when 'benchmark' then 0 when 'total' then 1 else 2 end,
         statistic <> 'mean',
         case level when 'layer_own' then 2 when 'phase' then 3 when 'stage' then 4 else 5 end,
         baseline, candidate, name, pairing, statistic
limit 400
