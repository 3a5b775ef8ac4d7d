package io.iostrata.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {
    @Test
    void leavesOutHowItWasMeasured() {
        var config = Map.of(
                "aio",
                "native",
                "workload.requests",
                "9",
                "workload.bs",
                "4096",
                "guest_vcpus",
                "1",
                "guest_mem_mb",
                "2",
                "where",
                "guest",
                "emulation",
                "TCG",
                "measured_device",
                "/dev/vda");
        assertThat(Configuration.of(config).keys())
                .containsExactly(Map.entry("aio", "native"), Map.entry("workload.bs", "4096"));
    }

    @Test
    void identityIsTheDigestOfTheSortedLines() {
        // printf 'aio=native\nmemset=false\n' | sha256sum | cut -c1-16
        assertThat(Configuration.of(Map.of("memset", "false", "aio", "native")).id())
                .isEqualTo("14ab28bf8ac7fe83");
    }

    @Test
    void labelNamesTheKeysThatDifferAndAreThere() {
        var nativeAio = Configuration.of(Map.of("aio", "native", "memset", "false", "bs", "4096"));
        var threads = Configuration.of(Map.of("aio", "threads", "memset", "false", "bs", "4096"));
        var plain = Configuration.of(Map.of("memset", "false", "bs", "4096"));
        var withoutMemset = Configuration.of(Map.of("aio", "native", "bs", "4096"));
        assertThat(Configuration.differing(List.of(nativeAio, threads))).containsExactly("aio");
        assertThat(Configuration.differing(List.of(nativeAio, threads, withoutMemset)))
                .containsExactly("aio", "memset");
        assertThat(nativeAio.label(new TreeSet<>(List.of("aio", "memset")))).isEqualTo("aio=native, memset=false");
        assertThat(withoutMemset.label(new TreeSet<>(List.of("aio", "memset")))).isEqualTo("aio=native");
        assertThat(plain.label(new TreeSet<>(List.of("aio")))).isEqualTo("other");
        assertThat(plain.label(new TreeSet<>())).isEqualTo("all");
    }

    @Test
    void anEmptyValueIsNotAnAbsentOne() {
        var empty = new Configuration(new TreeMap<>(Map.of("cache", "")));
        assertThat(Configuration.differing(List.of(empty, new Configuration(new TreeMap<>()))))
                .containsExactly("cache");
    }

    @Test
    void aRowOverRunsOfOneIngestCarriesItsIdentity() {
        assertThat(Digests.ingestId(List.of("i1", "i1"))).isEqualTo("i1");
        assertThat(Digests.ingestId(List.of("i2", "i1")))
                .isEqualTo(Digests.ingestId(List.of("i1", "i2", "i1")))
                .hasSize(16);
    }
}
