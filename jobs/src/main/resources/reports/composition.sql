-- What a request is made of: on average, and around the median and p99; of several runs the unweighted mean.
select * from (
    select 'mean' as `Figure`, config as `Configuration`, pairing as `Pairing`, layer as `Layer`, position, delta_to as `Next inner`,
           delta_ns / 1000 as `Own time (µs)`, share_of_total as `Share of the guest benchmark`, cast(null as bigint) as `Requests`, runs as `Runs`
    from layer_breakdown
    where delta_ns is not null and layer <> 'host_benchmark'
    union all
    select if(c.percentile = 0.5, 'p50', 'p99'), l.config, 'same_run', c.layer, c.position, min(c.delta_to),
           avg(c.own_ns) / 1000, cast(null as double), sum(c.requests), count(*)
    from percentile_composition c
    join run_labels l on l.run_id = c.run_id
    group by c.percentile, l.config, c.layer, c.position)
order by `Figure` <> 'mean', `Figure`, `Configuration`, `Pairing`, position, `Layer`
