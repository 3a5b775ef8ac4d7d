-- What each layer has of the excess of the slowest requests over the median ones.
select run_id as `Run`, concat(format_number(100 * tail, 1), ' %') as `Slowest`, tail_requests as `Requests`, layer as `Layer`,
       tail_ns / 1000 as `Own time in them (µs)`, median_ns / 1000 as `In median ones (µs)`, excess_ns / 1000 as `Excess (µs)`,
       100 * share as `Of the excess (%)`, tail_of_several as `Of several at once`
from tail_attribution
order by run_id, tail desc, position
