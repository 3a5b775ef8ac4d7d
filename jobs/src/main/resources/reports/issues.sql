-- Everything lost, malformed, unknown, unmatched or found, by kind, with two examples.
select severity as `Severity`, kind as `Kind`, count(*) as `Rows`, sum(count) as `Count`,
       count(distinct run_id) as `Runs`, min(message) as `Example`,
       case when max(message) > min(message) then max(message) else '' end as `Another`
from issues
group by severity, kind
order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, kind
