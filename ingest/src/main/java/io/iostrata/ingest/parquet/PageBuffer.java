package io.iostrata.ingest.parquet;

import io.iostrata.ingest.bytes.ByteCursor;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes of a page being built, in Parquet's little-endian and variable-length forms. Grows; is used again and again. */
final class PageBuffer {
    private byte[] bytes = new byte[1 << 12];
    private int size;

    void clear() {
        size = 0;
    }

    /** Forgets what was written after the first {@code length} bytes. */
    void truncate(int length) {
        size = length;
    }

    int size() {
        return size;
    }

    /** What was written so far, not copied: valid until the next write. */
    BytesInput input() {
        return BytesInput.from(bytes, 0, size);
    }

    /** The bytes written so far are the first {@link #size()} of it: valid until the next write. */
    byte[] array() {
        return bytes;
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void i32(int value) {
        reserve(4);
        ByteCursor.INT_LE.set(bytes, size, value);
        size += 4;
    }

    void i64(long value) {
        reserve(8);
        ByteCursor.LONG_LE.set(bytes, size, value);
        size += 8;
    }

    void unsignedVarint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            u8((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        u8((int) left);
    }

    void zigzagVarint(long value) {
        unsignedVarint((value << 1) ^ (value >> 63));
    }

    void bytes(byte[] from, int begin, int end) {
        reserve(end - begin);
        System.arraycopy(from, begin, bytes, size, end - begin);
        size += end - begin;
    }

    void bytes(PageBuffer other) {
        bytes(other.bytes, 0, other.size);
    }

    void zeros(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    /** Writes a length to be known later; give the result to {@link #endLength}. */
    int beginLength() {
        i32(0);
        return size;
    }

    void endLength(int begin) {
        ByteCursor.INT_LE.set(bytes, begin - 4, size - begin);
    }

    /** Numbers of {@code width} bits, least significant bits first; the last byte is filled with zeros. */
    void packed(int[] values, int count, int width) {
        reserve(packedBytes(count, width));
        byte[] target = bytes;
        int at = size;
        long word = 0;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            word |= value << bits;
            bits += width;
            if (bits >= 64) {
                ByteCursor.LONG_LE.set(target, at, word);
                at += Long.BYTES;
                bits -= 64;
                word = rest(value, width, bits);
            }
        }
        endWord(at, word, bits);
    }

    /** Numbers of {@code width} bits, least significant bits first; the last byte is filled with zeros. */
    void packed(long[] values, int begin, int count, int width) {
        reserve(packedBytes(count, width));
        byte[] target = bytes;
        int at = size;
        long word = 0;
        int bits = 0;
        for (int i = begin; i < begin + count; i++) {
            long value = values[i];
            word |= value << bits;
            bits += width;
            if (bits >= 64) {
                ByteCursor.LONG_LE.set(target, at, word);
                at += Long.BYTES;
                bits -= 64;
                word = rest(value, width, bits);
            }
        }
        endWord(at, word, bits);
    }

    private static int packedBytes(int count, int width) {
        return Math.toIntExact(((long) count * width + 7) / 8 + 8);
    }

    /** The {@code bits} of a value that did not fit into a full word: the next one begins with them. */
    private static long rest(long value, int width, int bits) {
        return bits == 0 ? 0 : value >>> (width - bits);
    }

    private void endWord(int at, long word, int bits) {
        ByteCursor.LONG_LE.set(bytes, at, word);
        size = at + (bits + 7) / 8;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }
}
