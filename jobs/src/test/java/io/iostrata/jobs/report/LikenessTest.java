package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {
    @Test
    void aPairThatDiffersInWhatIsUnderTestIsAlike() {
        var likeness = likeness("aio=native, memset=true", "aio=threads, memset=true", "");

        assertThat(likeness.isAlike()).isTrue();
        assertThat(likeness.differing()).containsExactly("aio");
        assertThat(likeness.inWords()).isEmpty();
    }

    @Test
    void loadsDisksAndConfoundersAreNamed() {
        assertThat(likeness("aio=native, workload.bs=4096", "aio=threads, workload.bs=512", "")
                        .inWords())
                .isEqualTo("Not alike: different workloads (workload.bs).");
        assertThat(likeness("disks=1, host_disk=NVMe, queue_depth=1", "disks=2, host_disk=LUN, queue_depth=4", "")
                        .inWords())
                .isEqualTo("Not alike: different workloads (queue_depth), also differs in disks, host_disk.");
        assertThat(likeness("host_disk=NVMe", "host_disk=LUN", "").inWords())
                .isEqualTo("Not alike: differs in host_disk.");
        assertThat(likeness("aio=native", "aio=threads", "cache,qemu").inWords())
                .isEqualTo("Not alike: besides what is compared, differs in cache, qemu.");
    }

    @Test
    void alikeOnesComeBeforeOthersHoweverLittleTheseDifferIn() {
        var one = likeness("aio=native", "aio=threads", "");
        var two = likeness("aio=native, memset=true", "aio=threads, memset=false", "");
        var load = likeness("queue_depth=1", "queue_depth=4", "");

        assertThat(List.of(load, two, one).stream().sorted(Likeness.LIKEST_FIRST))
                .containsExactly(one, two, load);
    }

    private static Likeness likeness(String baseline, String candidate, String confounders) {
        return Likeness.of(new Comparison.Pair(baseline, candidate), confounders);
    }
}
