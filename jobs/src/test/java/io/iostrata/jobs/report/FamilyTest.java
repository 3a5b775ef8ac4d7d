package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {
    private static final String THREADS = "aio=threads, host_disk=12 LVM striped FC LUNs, memset=true, qemu=0.12.4";
    private static final String NATIVE = "aio=native, host_disk=12 LVM striped FC LUNs, memset=true, qemu=0.12.4";
    private static final String NEW = "aio=native, disks=1, host_disk=NVMe, interrupt=intx, ioeventfd=false";

    @Test
    void putsConfigurationsTogetherThatDifferInLittle() {
        assertThat(Family.of(List.of(THREADS, NEW, NATIVE)))
                .extracting(Family::labels)
                .containsExactly(List.of(THREADS, NATIVE), List.of(NEW));
    }

    @Test
    void saysOnceWhatAllMembersHave() {
        var family = Family.of(List.of(THREADS, NATIVE)).get(0);

        assertThat(family.common()).isEqualTo("host_disk=12 LVM striped FC LUNs, memset=true, qemu=0.12.4");
        assertThat(family.heading(THREADS)).isEqualTo("aio=threads");
        assertThat(family.heading(NATIVE)).isEqualTo("aio=native");
    }

    @Test
    void namesWhatAMemberLacksWhereNothingElseTellsItApart() {
        var family =
                Family.of(List.of("aio=native", "aio=native, memset=false")).get(0);

        assertThat(family.heading("aio=native")).isEqualTo("without memset");
        assertThat(family.heading("aio=native, memset=false")).isEqualTo("memset=false");
    }

    @Test
    void leavesTheLabelOfASingleOneWhole() {
        assertThat(Family.of(List.of(NEW)).get(0).heading(NEW)).isEqualTo(NEW);
    }

    @Test
    void keepsACommaOfAValue() {
        assertThat(ConfigLabel.of("disk=fast, large, aio=native").parts()).containsEntry("disk", "=fast, large");
    }
}
