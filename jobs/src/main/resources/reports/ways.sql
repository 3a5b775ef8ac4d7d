-- Each layer's own time on the way in and on the way out; no figure where the clocks leave more open than it is.
with means as (
  select run_id, layer, position, delta_to, count(*) as requests, avg(delta_ns) / 1000 as own, avg(down_ns) / 1000 as down,
         avg(up_ns) / 1000 as up, avg(down_hi_ns - down_lo_ns) / 1000 as width
  from request_layers
  where in_window and not tainted and delta_to is not null
  group by run_id, layer, position, delta_to)
select run_id as `Run`, layer as `Layer`, delta_to as `Next inner`, requests as `Requests`, own as `Own time (µs)`,
       if(width <= down, format_number(down, 3), 'not resolvable') as `Way in (µs)`,
       if(width <= up, format_number(up, 3), 'not resolvable') as `Way out (µs)`,
       width as `Either may be off by up to (µs)`
from means
order by run_id, position, delta_to
