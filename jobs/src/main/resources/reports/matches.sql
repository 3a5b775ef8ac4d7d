-- How each layer of the requests was found.
select run_id as `Run`, layer as `Layer`, count(*) as `Requests`, count_if(match = 'anchor') as `Anchor`,
       count_if(match = 'key') as `By key`, count_if(match = 'place') as `By place`, count_if(match = 'containment') as `By time`,
       count_if(match = 'order') as `By order`, count_if(match in ('shared', 'signals')) as `Shared with others`
from request_layers
group by run_id, layer, position
order by run_id, position
