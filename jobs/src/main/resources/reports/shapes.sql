-- Of how many requests the stages of a configuration's chains are: those of the commonest shape, and of any.
with chains as (
    select run_id, chain, max(count) as commonest, max(other_shapes) as others from stage_stats group by run_id, chain
)
select l.config, c.chain, sum(c.commonest) as commonest, sum(c.commonest + c.others) as every
from chains c
join run_labels l on l.run_id = c.run_id
group by l.config, c.chain
