-- What a request is made of: on average, and around the median and p99. There, runs whose requests have the same layers, at
-- least two, are averaged without weights: of each configuration the commonest such list of layers, the longest of equals.
with lists as (
    select c.run_id, c.percentile, n.config, count(*) as layers,
           concat_ws(' ', transform(array_sort(collect_list(struct(c.position, c.layer))), place -> place.layer)) as list
    from percentile_composition c
    join run_labels n on n.run_id = c.run_id
    group by c.run_id, c.percentile, n.config
), alike as (
    select config, percentile, list, layers, count(*) as runs from lists group by config, percentile, list, layers
), chosen as (
    select config, percentile, max_by(list, struct(if(layers > 1, runs, 0), layers, list)) as list,
           max(layers) as most_layers, sum(runs) as runs
    from alike
    group by config, percentile
)
select * from (
    select 'mean' as `Figure`, config as `Configuration`, pairing as `Pairing`, layer as `Layer`, position, delta_to as `Next inner`,
           delta_ns / 1000 as `Own time (µs)`, share_of_total as `Share of the guest benchmark`, cast(null as bigint) as `Requests`, runs as `Runs`,
           cast(null as bigint) as `Runs left out`
    from layer_breakdown
    where delta_ns is not null and layer <> 'host_benchmark'
    union all
    select if(c.percentile = 0.5, 'p50', 'p99'), l.config, 'same_run', c.layer, c.position, min(c.delta_to),
           avg(c.own_ns) / 1000, cast(null as double), sum(c.requests), count(*), min(k.runs) - count(*)
    from percentile_composition c
    join lists l on l.run_id = c.run_id and l.percentile = c.percentile
    join chosen k on k.config = l.config and k.percentile = l.percentile and k.list = l.list
    where k.most_layers > 1
    group by c.percentile, l.config, c.layer, c.position)
order by `Figure` <> 'mean', `Figure`, `Configuration`, `Pairing`, position, `Layer`
