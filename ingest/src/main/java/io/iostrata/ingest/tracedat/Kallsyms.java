package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.tracepoint.Symbols;
import java.util.Arrays;

/** Kernel symbols: lines {@code address type name [TAB [module]]}, in any order. */
final class Kallsyms implements Symbols {
    private static final int SLOTS = 4096;
    /** Kernels have about 200 000; the rest is not looked at. */
    private static final int MOST = 1 << 19;

    private final byte[] text;
    private final long[] addresses;
    /** Begin of the name in the text, by the address's place. */
    private final int[] begins;

    private final long[] seen = new long[SLOTS];
    private final int[] ids = new int[SLOTS];

    private Kallsyms(byte[] text, long[] addresses, int[] begins) {
        this.text = text;
        this.addresses = addresses;
        this.begins = begins;
    }

    static Kallsyms none() {
        return new Kallsyms(new byte[0], new long[0], new int[0]);
    }

    static Kallsyms of(byte[] text) {
        long[] addresses = new long[SLOTS];
        int[] begins = new int[SLOTS];
        int count = 0;
        for (int from = 0; from < text.length && count < MOST; from = lineEnd(text, from) + 1) {
            int blank = from;
            long address = 0;
            while (blank < text.length && Character.digit(text[blank], 16) >= 0) {
                address = address << 4 | Character.digit(text[blank++], 16);
            }
            if (blank > from && blank + 3 < text.length && text[blank] == ' ' && text[blank + 2] == ' ') {
                if (count == addresses.length) {
                    addresses = Arrays.copyOf(addresses, 2 * count);
                    begins = Arrays.copyOf(begins, 2 * count);
                }
                addresses[count] = address;
                begins[count++] = blank + 3;
            }
        }
        return sorted(text, Arrays.copyOf(addresses, count), begins);
    }

    /** The first of the symbols at an address is the one that is kept in front. */
    private static Kallsyms sorted(byte[] text, long[] addresses, int[] begins) {
        var order = new Integer[addresses.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compareUnsigned(addresses[a], addresses[b]));
        long[] inOrder = new long[order.length];
        int[] names = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inOrder[i] = addresses[order[i]];
            names[i] = begins[order[i]];
        }
        return new Kallsyms(text, inOrder, names);
    }

    private static int lineEnd(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public int name(long address, Names names) {
        int slot = (int) ((address * 0x9e3779b97f4a7c15L) >>> 52);
        if (seen[slot] != address || ids[slot] == 0) {
            seen[slot] = address;
            ids[slot] = 1 + find(address, names);
        }
        return ids[slot] - 1;
    }

    private int find(long address, Names names) {
        int low = 0;
        int high = addresses.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || addresses[low - 1] == 0) {
            return NONE.name(address, names);
        }
        int begin = begins[firstOf(low - 1)];
        int end = begin;
        while (end < text.length && text[end] > ' ') {
            end++;
        }
        return names.id(text, begin, end);
    }

    private int firstOf(int symbol) {
        int first = symbol;
        while (first > 0 && addresses[first - 1] == addresses[symbol]) {
            first--;
        }
        return first;
    }
}
