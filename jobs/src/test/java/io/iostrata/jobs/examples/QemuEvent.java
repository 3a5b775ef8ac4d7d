package io.iostrata.jobs.examples;

import java.util.Locale;

/**
 * The page's events of QEMU that the archives hold, each with its arguments. Those that QEMU released are declared as
 * in 0.14; the others were only ever in the page's own branch, and their arguments are chosen.
 */
enum QemuEvent {
    VIRTIO_ADD_QUEUE("void *vdev, int n, int queue_size", "device %p queue %d of %d"),
    VIRTIO_QUEUE_NOTIFY("void *vdev, int n, void *vq", "device %p queue %d %p"),
    VIRTQUEUE_POP(
            "void *vq, void *elem, unsigned int in_num, unsigned int out_num", "queue %p element %p in %u out %u"),
    VIRTIO_NOTIFY("void *vdev, void *vq", "device %p queue %p"),
    VIRTIO_BLK_RW_COMPLETE("void *req, int ret", "request %p returned %d"),
    PAIO_SUBMIT(
            "void *acb, void *opaque, int64_t sector_num, int nb_sectors, int type",
            "acb %p opaque %p sector %\"PRId64\" count %d type %d"),
    POSIX_AIO_READ("void *pool", "pool %p"),
    POSIX_AIO_PROCESS_QUEUE("void *acb, int64_t ret, int type", "acb %p returned %\"PRId64\" type %d"),
    LAIO_SUBMIT(
            "void *s, void *laiocb, int64_t offset, uint64_t nbytes, int type",
            "state %p laiocb %p offset %\"PRId64\" bytes %\"PRIu64\" type %d"),
    QEMU_LAIO_COMPLETION_CB("void *s", "state %p"),
    QEMU_LAIO_ENQUEUE_COMPLETED("void *s, void *laiocb, int64_t ret", "state %p laiocb %p returned %\"PRId64\" bytes");

    private final String arguments;
    private final String text;

    QemuEvent(String arguments, String text) {
        this.arguments = arguments;
        this.text = text;
    }

    /** As the trace has it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A line of trace-events: of that time, when every event was off at start-up and none was compiled out. */
    String declaration() {
        return "disable " + id() + "(" + arguments + ") \"" + text + "\"\n";
    }
}
