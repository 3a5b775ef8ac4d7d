package io.iostrata.ingest.qemulog;

import io.iostrata.ingest.eventtext.KeyValues;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What tells a QEMU event from other text where no trace-events file does. */
final class QemuNames {
    /** How the names on a request's way begin, of QEMU 0.14 to 10. */
    private static final List<byte[]> BEGINNINGS = List.of(
                    "virtio_",
                    "virtqueue_",
                    "laio_",
                    "qemu_laio_",
                    "paio_",
                    "posix_aio_",
                    "file_paio_",
                    "luring_",
                    "thread_pool_",
                    "bdrv_",
                    "blk_co_",
                    "kvm_set_irq_level",
                    "kvm_vm_ioctl",
                    "kvm_vcpu_ioctl",
                    "kvm_run_exit",
                    "pre_kvm_run",
                    "post_kvm_run",
                    "main_loop_wait_")
            .stream()
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toList();
    /** Digits of a pointer, at least. */
    private static final int POINTER = 6;

    private QemuNames() {}

    /** True for a name of a request's way with pairs or nothing after it, and for any {@code a_b} with a pointer. */
    static boolean isLikely(KeyValues pairs, byte[] bytes, int from, int end, int message, int to) {
        if (!hasUnderscore(bytes, from, end)) {
            return false;
        }
        boolean isPath = isOfPath(bytes, from, end);
        return message == to ? isPath : pairs.isWords(bytes, message, to) && (isPath || hasPointer(bytes, message, to));
    }

    private static boolean isOfPath(byte[] bytes, int from, int to) {
        for (int i = 0; i < BEGINNINGS.size(); i++) {
            byte[] name = BEGINNINGS.get(i);
            if (to - from >= name.length && startsWith(bytes, from, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasUnderscore(byte[] bytes, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (bytes[at] == '_') {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPointer(byte[] bytes, int from, int to) {
        for (int at = from; at + 2 + POINTER <= to; at++) {
            if (bytes[at] == '0' && bytes[at + 1] == 'x' && isHex(bytes, at + 2, at + 2 + POINTER)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (Character.digit(bytes[at], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
