package io.iostrata.ingest.ftracetext;

import static io.iostrata.ingest.ftracetext.FtraceTexts.assertBodies;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What events of old and new kernels say, as rows. */
final class EventLinesTest {

    @Test
    void readsHostEventsInEveryPrintFormat() throws IOException {
        assertBodies(
                """
                kvm_pio: pio_write at 0xc010 size 2 count 1
                kvm_pio: pio_write at 0xc010 size 2 count 1 val 0x0\040
                kvm_pio: pio_read at 0xc013 size 1 count 2 val 0x1 (...)
                kvm_set_irq: gsi 11
                kvm_set_irq: gsi 11 level 0 source 0
                kvm_mmio: mmio unsatisfied-read len 4 gpa 0xfebfb014 val 0x0
                kvm_fast_mmio: fast mmio at gpa 0xfebfb000
                kvm_inj_virq: irq 39
                kvm_inj_virq: IRQ 0x27 [reinjected]
                kvm_write_tsc_offset: vcpu=0 prev=0 next=18446743567156998200
                kvm_ioapic_set_irq: pin 11 dst 0 vec 40 (Fixed|physical|level) (coalesced)
                kvm_userspace_exit: reason KVM_EXIT_IO (2)
                """,
                """
                event                | port  | gsi | level | vec | dst | args
                kvm_pio              | 49168 |     |       |     |     | rw=write, size=2, count=1
                kvm_pio              | 49168 |     |       |     |     | rw=write, size=2, count=1, val=0x0
                kvm_pio              | 49171 |     |       |     |     | rw=read, size=1, count=2, val=0x1, rest=(...)
                kvm_set_irq          |       | 11  |       |     |     |
                kvm_set_irq          |       | 11  | 0     |     |     | source=0
                kvm_mmio             |       |     |       |     |     | rw=unsatisfied-read, len=4, gpa=0xfebfb014, val=0x0
                kvm_fast_mmio        |       |     |       |     |     | gpa=0xfebfb000
                kvm_inj_virq         |       |     |       | 39  |     | kind=irq
                kvm_inj_virq         |       |     |       | 39  |     | kind=IRQ, note=reinjected
                kvm_write_tsc_offset |       |     |       |     |     | vcpu=0, prev=0, next=18446743567156998200
                kvm_ioapic_set_irq   |       |     |       | 40  | 0   | pin=11, delivery=Fixed, dest_mode=physical, trigger=level, note=(coalesced)
                kvm_userspace_exit   |       |     |       |     |     | reason=KVM_EXIT_IO, code=2
                """);
    }

    @Test
    void readsExitsAndEntriesOfOldAndNewKernels() throws IOException {
        assertBodies(
                """
                kvm_exit: reason IO_INSTRUCTION rip 0xffff
                kvm_exit: reason IO_INSTRUCTION rip 0xffff info c0100003 0
                kvm_exit: vcpu 0 reason msr rip 0xf info1 0x0000000000000001 info2 0x0000000000000000 intr_info 0x00000000 error_code 0x00000000
                kvm_entry: vcpu 0
                kvm_entry: vcpu 0, rip 0xffff[immediate exit]
                kvm_entry: vcpu 1, rip 0xffff intr_info 0x80000027 error_code 0x00000000[immediate exit]
                """,
                """
                event     | args
                kvm_exit  | reason=IO_INSTRUCTION, rip=0xffff
                kvm_exit  | reason=IO_INSTRUCTION, rip=0xffff, info1=c0100003, info2=0
                kvm_exit  | vcpu=0, reason=msr, rip=0xf, info1=0x0000000000000001, info2=0x0000000000000000, intr_info=0x00000000, error_code=0x00000000
                kvm_entry | vcpu=0
                kvm_entry | vcpu=0, rip=0xffff, note=immediate exit
                kvm_entry | vcpu=1, rip=0xffff, intr_info=0x80000027, error_code=0x00000000, note=immediate exit
                """);
    }

    @Test
    void readsMsiVectorsInTheRadixTheFileShows() throws IOException {
        assertBodies(
                """
                kvm_msi_set_irq: dst 10 vec 39 (Fixed|physical|edge)
                kvm_msi_set_irq: dst 10 vec 3a (LowPrio|logical|edge)
                kvm_msi_set_irq: dst 10 vec 39 (Fixed|physical|edge)
                """,
                """
                event           | dst | vec | args
                kvm_msi_set_irq | 16  | 39  | delivery=Fixed, dest_mode=physical, trigger=edge
                kvm_msi_set_irq | 10  | 58  | delivery=LowPrio, dest_mode=logical, trigger=edge
                kvm_msi_set_irq | 10  | 57  | delivery=Fixed, dest_mode=physical, trigger=edge
                """);
    }

    @Test
    void readsBlockEventsWithAndWithoutBytesAndPriority() throws IOException {
        assertBodies(
                """
                block_rq_issue: 259,1 RS 4096 () 64 + 8 [my [x] task]
                block_rq_issue: 254,0 RS 4096 () 491003984 + 8 be,0,4 [fio]
                block_rq_issue: 8,0 W 0 () 64 + 8 [kworker/0:1H]
                block_rq_complete: 254,0 WS () 70136 + 8 none,0,0 [-5]
                block_rq_issue: 254,0 FF 0 () 0 + 0 [kworker]
                block_rq_issue: 254,0 D 1048576 () 2048 + 2048 [fstrim]
                block_bio_queue: 254,0 RA 2048 + 16 [cat]
                block_bio_remap: 254,0 R 2050 + 2 <- (254,1) 2
                block_rq_insert: 8,0 N 36 (12 00 00 00 24 00) 0 + 0 [sg]
                """,
                """
                event             | sector    | bytes   | args
                block_rq_issue    | 64        | 4096    | dev=259,1, rwbs=RS, nr_sector=8, comm=my [x] task, op=read
                block_rq_issue    | 491003984 | 4096    | dev=254,0, rwbs=RS, nr_sector=8, ioprio=be,0,4, comm=fio, op=read
                block_rq_issue    | 64        | 4096    | dev=8,0, rwbs=W, nr_sector=8, comm=kworker/0:1H, op=write
                block_rq_complete | 70136     | 4096    | dev=254,0, rwbs=WS, nr_sector=8, ioprio=none,0,0, error=-5, op=write
                block_rq_issue    | 0         | 0       | dev=254,0, rwbs=FF, nr_sector=0, comm=kworker, op=flush
                block_rq_issue    | 2048      | 1048576 | dev=254,0, rwbs=D, nr_sector=2048, comm=fstrim, op=discard
                block_bio_queue   | 2048      | 8192    | dev=254,0, rwbs=RA, nr_sector=16, comm=cat, op=read
                block_bio_remap   | 2050      | 1024    | dev=254,0, rwbs=R, nr_sector=2, from_dev=254,1, from_sector=2, op=read
                block_rq_insert   | 0         | 36      | dev=8,0, rwbs=N, cmd=12 00 00 00 24 00, nr_sector=0, comm=sg
                """);
    }

    @Test
    void readsSystemCallsOfOldAndNewKernels() throws IOException {
        assertBodies(
                """
                sys_pread64(fd: 3, buf: 0x3f1d5000, count: 0x1000, pos: 0)
                sys_pread64 -> 0x1000
                sys_pread64(fd: 1a, buf: 7ffe3f1d5000, count: 1000, pos: 0)
                sys_pread64 -> 0xfffffffffffffff2
                sys_sync()
                sys_enter_pread64: fd: 0x3, buf: 0x7f00
                sys_exit_pread64: 0x1000
                sys_enter: NR 17 (1a, 7ffe, 1000, 0, 0, 0)
                sys_exit: NR 17 = -14
                """,
                """
                event             | ret  | args
                sys_enter_pread64 |      | fd=3, buf=0x3f1d5000, count=0x1000, pos=0
                sys_exit_pread64  | 4096 |
                sys_enter_pread64 |      | fd=26, buf=0x7ffe3f1d5000, count=0x1000, pos=0
                sys_exit_pread64  | -14  |
                sys_enter_sync    |      |
                sys_enter_pread64 |      | fd=3, buf=0x7f00
                sys_exit_pread64  | 4096 |
                sys_enter         |      | nr=17, args=1a, 7ffe, 1000, 0, 0, 0
                sys_exit          | -14  | nr=17
                """);
    }

    @Test
    void readsSelfDescribingTextOfAnyEvent() throws IOException {
        assertBodies(
                """
                irq_handler_entry: irq=25 name=virtio1 req 0
                softirq_raise: vec=4 [action=BLOCK]
                sched_switch: prev_comm=a b prev_pid=1 prev_prio=120 prev_state=R+ ==> next_comm=c=d next_pid=2 next_prio=98
                my_probe: (vp_notify+0x0/0x40) vq=0xffff88 n=0x2 n=007
                kvm_page_fault: vcpu 0 rip 0x1 error_code 0x6
                io_uring_complete: ring 00000000c2c2479b, req 00000000d1, user_data 0x7f, result 4096, cflags 0x0
                hwlat: #1 inner/outer(us): 12/14
                tracing_mark_write: virtio_notify vdev 0x55 vq 0x7f
                0: old marker
                f(a=0x1, b=2) <-g
                not an event at all
                """,
                """
                event              | vq       | vec | caller | args
                irq_handler_entry  |          |     |        | irq=25, name=virtio1 req 0
                softirq_raise      |          | 4   |        | action=BLOCK
                sched_switch       |          |     |        | prev_comm=a b, prev_pid=1, prev_prio=120, prev_state=R+, next_comm=c=d, next_pid=2, next_prio=98
                my_probe           | 16777096 |     |        | text=(vp_notify+0x0/0x40), n=0x2, n.2=007
                kvm_page_fault     |          |     |        | vcpu=0, rip=0x1, error_code=0x6
                io_uring_complete  |          |     |        | ring=00000000c2c2479b, req=00000000d1, user_data=0x7f, result=4096, cflags=0x0
                hwlat              |          |     |        | text=#1 inner/outer(us): 12/14
                virtio_notify      | 127      |     |        |
                tracing_mark_write |          |     |        | text=old marker
                f                  |          |     | g      | a=0x1, b=2
                unparsed           |          |     |        | text=not an event at all
                """);
    }
}
