-- How often kvm injected an interrupt into a vCPU.
select run_id as `Run`, reason as `Vector`, vcpu as `vCPU`, tid as `Thread`, count as `Times`
from vcpu_stats
where state = 'injected'
order by run_id, count desc, reason, vcpu, tid
