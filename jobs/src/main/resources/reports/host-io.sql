-- QEMU's own I/O calls beside the host benchmark.
select run_id as `Run`, host_benchmark_ns / 1000 as `Host benchmark (µs)`, host_benchmark_requests as `Its requests`,
       host_syscall_ns / 1000 as `System call (µs)`, host_syscall_count as `Calls`,
       host_syscall_over_benchmark as `Call over benchmark`, qemu_worker_ns / 1000 as `Worker (µs)`,
       qemu_worker_count as `Its calls`, qemu_worker_over_benchmark as `Worker over benchmark`, syscalls as `System calls`
from host_io
order by run_id
