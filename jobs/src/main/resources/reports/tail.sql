-- What each layer has of the excess of the slowest requests over the median ones.
select concat(format_number(100 * t.tail, 1), ' %') as `Slowest`, n.config as `Configuration`, t.run_id as `Run`, t.tail_requests as `Requests`,
       t.median_requests as `Median requests`, t.layer as `Layer`,
       t.tail_ns / 1000 as `Own time in them (µs)`, t.median_ns / 1000 as `In median ones (µs)`, t.excess_ns / 1000 as `Excess (µs)`,
       100 * t.share as `Of the excess (%)`, t.tail_of_several as `Of several at once`
from tail_attribution t
join run_labels n on n.run_id = t.run_id
order by t.tail desc, n.config, t.run_id, t.position
