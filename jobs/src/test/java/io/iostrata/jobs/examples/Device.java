package io.iostrata.jobs.examples;

/**
 * A virtio device as QEMU's trace knows it.
 *
 * @param vdev address of the device
 * @param vq address of its queue
 */
record Device(long vdev, long vq) {
    static final Device MEASURED_DISK = new Device(0x2b1e4a0L, 0x2b1ed10L);
    static final Device ROOT_DISK = new Device(0x2a9c7d0L, 0x2a9d640L);
    static final Device CONSOLE = new Device(0x29f3350L, 0x29f41c0L);

    private static final long REQUEST = 0x2c40f50L;
    private static final long ACB = 0x2c52a80L;
    private static final long POOL = 0x1d08f30L;
    private static final int SECTORS = 8;
    private static final int SECTOR = 512;
    private static final int READ = 1;

    /** The guest rings for {@code passage}, and is interrupted at its end. */
    void serve(SimpleTraceV0 trace, Passage passage) {
        trace.event(passage.begin(), QemuEvent.VIRTIO_QUEUE_NOTIFY, args(QemuEvent.VIRTIO_QUEUE_NOTIFY, 0));
        trace.event(passage.end(), QemuEvent.VIRTIO_NOTIFY, args(QemuEvent.VIRTIO_NOTIFY, 0));
    }

    /**
     * The arguments of an event for this device's request number {@code request}: reads of 4 KiB, one after the other.
     * An element of the queue is 8 bytes into its request, and the request is what QEMU hands to paio_submit.
     */
    long[] args(QemuEvent event, int request) {
        return switch (event) {
            case VIRTIO_ADD_QUEUE -> new long[] {vdev, 0, 128};
            case VIRTIO_QUEUE_NOTIFY -> new long[] {vdev, 0, vq};
            case VIRTQUEUE_POP -> new long[] {vq, REQUEST + 8, 2, 1};
            case VIRTIO_NOTIFY -> new long[] {vdev, vq};
            case VIRTIO_BLK_RW_COMPLETE -> new long[] {REQUEST, 0};
            case PAIO_SUBMIT -> new long[] {ACB, REQUEST, (long) request * SECTORS, SECTORS, READ};
            case POSIX_AIO_READ, QEMU_LAIO_COMPLETION_CB -> new long[] {POOL};
            case POSIX_AIO_PROCESS_QUEUE -> new long[] {ACB, 0, READ};
            case LAIO_SUBMIT -> new long[] {POOL, ACB, (long) request * SECTORS * SECTOR, SECTORS * SECTOR, READ};
            case QEMU_LAIO_ENQUEUE_COMPLETED -> new long[] {POOL, ACB, SECTORS * SECTOR};
        };
    }
}
