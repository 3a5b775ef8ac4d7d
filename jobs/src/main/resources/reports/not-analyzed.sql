-- Runs with events of which no analysis has written anything.
select count(*) as runs
from runs r
left semi join (select run_id from sources where events > 0) s on s.run_id = r.run_id
left anti join (
    select run_id from layer_stats union all select run_id from pairings union all select run_id from benchmarks
    union all select run_id from issues where job = 'analyze'
) a on a.run_id = r.run_id
