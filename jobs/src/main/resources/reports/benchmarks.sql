-- What the benchmarks printed.
select run_id as `Run`, tool as `Tool`, machine as `Machine`, job as `Job`, op as `Operation`, requests as `Requests`,
       round(mean_ns / 1000, 3) as `Mean (µs)`
from benchmarks
order by run_id, tool, job, op
