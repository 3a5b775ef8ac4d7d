-- Files no decoder knows.
select run_id as `Run`, path as `File`, size_bytes as `Bytes`
from sources
where format = 'other'
order by run_id, path
