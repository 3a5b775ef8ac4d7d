package io.iostrata.ingest.simpletrace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.IssueLog;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes of a trace-events file, what cannot be read of it is an issue. */
class TraceEventsFuzzTest {
    @MethodSource("files")
    @FuzzTest(maxDuration = "10s")
    void traceEvents(byte[] text) {
        var issues = new IssueLog();

        TraceEventsFile.parse(new Declarations("trace-events", text), issues);

        assertThat(issues.rows()).allMatch(issue -> issue.message().startsWith("trace-events"));
    }

    static Stream<byte[]> files() {
        return Stream.of(
                """
                # hw/block/virtio-blk.c
                virtio_blk_req_complete(void *vdev, void *req, int status) "vdev %p req %p status %d"
                disable vcpu tcg guest_mem_before(TCGv vaddr, uint16_t info) "info=%d", "vaddr=0x%016"PRIx64" info=%d"
                bdrv_co_io(void *bs, int64_t offset, const char *name) "bs %p offset %"PRId64" %s"
                """
                        .getBytes(UTF_8));
    }
}
