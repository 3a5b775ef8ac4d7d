-- How far the requests of each run were followed.
select run_id as `Run`, count(*) as `Requests`, count_if(in_window) as `In the window`, count_if(complete) as `In every layer`,
       count_if(tainted) as `With losses`, first(reference) as `Times are of`
from requests
group by run_id
order by run_id
