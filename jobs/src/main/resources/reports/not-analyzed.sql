-- Runs with events whose tables no analysis has made, or none to its end.
select count(*) as runs
from runs r
left semi join (select run_id from sources where events > 0) s on s.run_id = r.run_id
left anti join (select run_id from analyses where analyzed_at is not null) a on a.run_id = r.run_id
