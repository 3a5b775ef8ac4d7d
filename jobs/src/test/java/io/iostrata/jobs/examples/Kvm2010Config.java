package io.iostrata.jobs.examples;

/** The configurations of the page as manifests have them; what the page does not tell is left out. */
final class Kvm2010Config {
    private Kvm2010Config() {}

    /** How QEMU does the guest's I/O, and whether it clears a request before it fetches it. */
    enum Aio {
        THREADS("threads", true),
        NATIVE("native", true),
        NATIVE_WITHOUT_MEMSET("native", false);

        private final String aio;
        private final boolean memset;

        Aio(String aio, boolean memset) {
            this.aio = aio;
            this.memset = memset;
        }
    }

    static String guest(Aio aio, int requests, String qemu) {
        return """
                {
                  "where": "guest",
                  "aio": "%s",
                  "memset": %s,
                  "queue_depth": 1,
                  "workload": %s,
                  "cache": "none",
                  "qemu": "%s",
                  "guest_vcpus": 1,
                  "guest_mem_mb": 4096,
                  "host_disk": "12 LVM striped FC LUNs"
                 }
                """
                .formatted(aio.aio, aio.memset, workload(requests), qemu);
    }

    static String host(int requests) {
        return """
                {
                  "where": "host",
                  "queue_depth": 1,
                  "workload": %s,
                  "host_disk": "12 LVM striped FC LUNs"
                 }
                """
                .formatted(workload(requests));
    }

    static String benchmark(int requests, long meanNs) {
        return "{\"requests\": " + requests + ", \"mean_ns\": " + meanNs + "}";
    }

    /** For a run whose mean the page does not give. */
    static String benchmark(int requests) {
        return "{\"requests\": " + requests + "}";
    }

    private static String workload(int requests) {
        return "{\"rw\": \"read\", \"pattern\": \"seq\", \"bs\": 4096, \"requests\": " + requests
                + ", \"direct\": true, \"threads\": 1}";
    }
}
