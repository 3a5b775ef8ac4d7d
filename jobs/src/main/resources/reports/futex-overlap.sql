-- In which stages requests were meanwhile.
select run_id as `Run`, coalesce(name, uaddr) as `Futex`, op as `Operation`, stage as `Stage`, requests as `Requests`,
       overlap_ns / 1000 as `Time of both (µs)`, round(share_of_layer * 100, 2) as `Of all stages (%)`
from futex_overlap
order by run_id, name nulls last, uaddr, overlap_ns desc, stage
