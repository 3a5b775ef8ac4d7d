-- The slowest requests of each configuration, layer by layer.
select n.config as `Configuration`, concat(r.run_id, ' / ', r.request_no) as `Request`, r.op as `Operation`, r.bytes as `Bytes`, r.total_ns / 1000 as `Total (µs)`,
       l.layer as `Layer`, l.delta_to as `Next inner`, (l.begin_ns - r.begin_ns) / 1000 as `Begin (µs)`, l.cumulative_ns / 1000 as `Duration (µs)`,
       l.delta_ns / 1000 as `Own time (µs)`, l.down_lo_ns / 1000 as `Way in, least (µs)`, l.down_hi_ns / 1000 as `Way in, most (µs)`,
       l.up_lo_ns / 1000 as `Way out, least (µs)`, l.up_hi_ns / 1000 as `Way out, most (µs)`, l.match as `Found by`
from slowest_requests r
join request_layers l on l.run_id = r.run_id and l.request_no = r.request_no
join run_labels n on n.run_id = r.run_id
order by n.config, r.total_ns desc, r.run_id, r.request_no, l.delta_ns is null, l.position
