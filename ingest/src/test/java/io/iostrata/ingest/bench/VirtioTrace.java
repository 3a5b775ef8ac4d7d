package io.iostrata.ingest.bench;

import io.iostrata.ingest.bytes.ByteCursor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a simpletrace, version 4, of sequential 4 KiB reads through virtio-blk with {@code aio=native} and legacy
 * interrupts: the events, their order and the spread of their gaps are those of a recorded run.
 */
final class VirtioTrace {
    /** The events, as a trace-events file declares them; event n has id 100 + n. */
    static final String DECLARATIONS =
            """
            virtio_queue_notify(void *vdev, int n, void *vq) "vdev %p n %d vq %p"
            virtqueue_pop(void *vq, void *elem, unsigned int in_num, unsigned int out_num) "vq %p elem %p in_num %u out_num %u"
            virtio_blk_handle_read(void *vdev, void *req, uint64_t sector, size_t nsectors) "vdev %p req %p sector %"PRIu64" nsectors %zu"
            laio_submit(void *s, void *laiocb, int64_t offset, uint64_t nbytes, int type) "s %p laiocb %p offset %"PRId64" nbytes %"PRIu64" type 0x%x"
            laio_submit_done(void *s, int nr, int ret) "s %p nr %d ret %d"
            qemu_laio_completion_cb(void *s) "s %p"
            qemu_laio_enqueue_completed(void *s, void *laiocb, int64_t ret) "s %p laiocb %p ret %"PRId64
            virtio_blk_rw_complete(void *vdev, void *req, int ret) "vdev %p req %p ret %d"
            virtio_blk_req_complete(void *vdev, void *req, int status) "vdev %p req %p status %d"
            virtio_notify(void *vdev, void *vq) "vdev %p vq %p"
            kvm_set_irq_level(unsigned int irq, int level) "irq %u level %d"
            kvm_set_irq_level_done(unsigned int irq, int level, int status) "irq %u level %d status %d"
            """;

    private static final int FIRST_ID = 100;
    private static final int PID = 129;
    private static final long VDEV = 0x55e404c7b8c0L;
    private static final long VQ = 0x7fd059ad8010L;
    private static final long AIO = 0x55e40410e860L;
    private static final int[] GAPS_NS = {
        817_000, 27_000, 8_000, 60_000, 87_000, 560_000, 6_000, 20_000, 2_200, 12_000, 17_000, 260_000, 8_500, 130_000,
        145_000, 53_000, 5_000, 6_500
    };

    private final OutputStream out;
    private final Random random = new Random(1);
    private final byte[] record = new byte[128];
    private long timeNs = 15_729_877_069L;
    private int step;

    private VirtioTrace(OutputStream out) {
        this.out = out;
    }

    /** Writes requests until {@code bytes} are written, a little more at the end. */
    static void write(OutputStream out, long bytes) throws IOException {
        var trace = new VirtioTrace(out);
        long written = trace.header();
        for (long request = 0; written < bytes; request++) {
            written += trace.request(request);
        }
    }

    private long header() throws IOException {
        long written = words(-1L, 0xf2b177cb0aa429b4L, 4);
        var names = names();
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.US_ASCII);
            written += words(0, FIRST_ID + i);
            ByteCursor.INT_LE.set(record, 0, name.length);
            System.arraycopy(name, 0, record, 4, name.length);
            out.write(record, 0, 4 + name.length);
            written += 4 + name.length;
        }
        return written;
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        DECLARATIONS.lines().forEach(line -> names.add(line.substring(0, line.indexOf('('))));
        return names;
    }

    private long request(long number) throws IOException {
        long req = 0x7fd0501b8900L + (number % 3) * 0x1c0;
        long callback = 0x7fd035ddc540L + (number % 64) * 0x1_0000;
        step = 0;
        long written = event(0, VDEV, 0, VQ) + event(1, VQ, req, 2, 1);
        written += event(2, VDEV, req, 8 * number, 8) + event(3, AIO, callback, 4096 * number, 4096, 1);
        written += event(4, AIO, 1, 1) + event(5, AIO) + event(6, AIO, callback, 4096);
        written += event(7, VDEV, req, 0) + event(8, VDEV, req, 0) + event(9, VDEV, VQ);
        for (int level : new int[] {1, 1, 0, 0}) {
            written += event(10, 11, level) + event(11, 11, level, step == 13 ? -1 : 1);
        }
        return written;
    }

    private long event(int number, long... args) throws IOException {
        int gap = GAPS_NS[step++ % GAPS_NS.length];
        timeNs += gap / 2 + random.nextInt(gap);
        long size = words(1, FIRST_ID + number, timeNs, 24 + 8L * args.length | (long) PID << 32);
        return size + words(args);
    }

    private long words(long... words) throws IOException {
        for (int i = 0; i < words.length; i++) {
            ByteCursor.LONG_LE.set(record, 8 * i, words[i]);
        }
        out.write(record, 0, 8 * words.length);
        return 8L * words.length;
    }
}
