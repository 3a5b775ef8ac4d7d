-- Every run, where it comes from and what is said of its configuration.
select run_id as `Run`, set_id as `Set`, started_at as `Started`, ingested_at as `Ingested`, archive as `Archive`,
       array_join(transform(array_sort(map_entries(config)), e -> concat(e.key, '=', e.value)), ', ') as `Configuration`
from runs
order by run_id
