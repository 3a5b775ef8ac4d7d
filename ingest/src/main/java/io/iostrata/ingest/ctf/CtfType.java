package io.iostrata.ingest.ctf;

import java.util.List;

/** A type of TSDL. What is derived from its parts is kept with it: types are shared, and may be nested by their names. */
sealed interface CtfType {
    /** A count of bits that is as good as endless. */
    long ENDLESS = 1L << 40;

    /** Alignment, bits: a power of two. */
    int align();

    /** Bits of its shortest value, at most {@link #ENDLESS}. */
    long leastBits();

    /** Types inside types: 1 for a scalar. */
    int depth();

    /** Byte order as declared; NATIVE is the trace's. */
    enum Order {
        NATIVE,
        LITTLE,
        BIG
    }

    /**
     * An integer or bit field of 1 to 64 bits.
     *
     * @param base it is meant to be printed in: 2, 8, 10, 16
     * @param isText a character
     * @param clock name of the clock whose value it is, or empty
     */
    record IntegerType(int bits, int align, boolean isSigned, int base, boolean isText, Order order, String clock)
            implements CtfType {
        @Override
        public long leastBits() {
            return bits;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** IEEE 754. */
    record FloatType(int bits, int align, Order order) implements CtfType {
        @Override
        public long leastBits() {
            return bits;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** Bytes to the next NUL. */
    record StringType() implements CtfType {
        @Override
        public int align() {
            return 8;
        }

        @Override
        public long leastBits() {
            return 8;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** Named ranges of an integer. */
    record EnumType(IntegerType container, Labels labels) implements CtfType {
        @Override
        public int align() {
            return container.align;
        }

        @Override
        public long leastBits() {
            return container.bits;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** The values {@code from} to {@code to}, both included. */
    record Range(String label, long from, long to) {}

    /** A named part of a struct or variant. */
    record Member(String name, CtfType type) {}

    record StructType(List<Member> members, int align, long leastBits, int depth) implements CtfType {
        static StructType of(List<Member> members, int leastAlign) {
            int align = leastAlign;
            long bits = 0;
            int depth = 0;
            for (var member : members) {
                align = Math.max(align, member.type.align());
                bits = Math.min(ENDLESS, bits + member.type.leastBits());
                depth = Math.max(depth, member.type.depth());
            }
            return new StructType(List.copyOf(members), align, bits, depth + 1);
        }
    }

    /**
     * The option that the label of an enumeration elsewhere names.
     *
     * @param tag path of the enumeration
     */
    record VariantType(String tag, List<Member> options, long leastBits, int depth) implements CtfType {
        static VariantType of(String tag, List<Member> options) {
            long bits = options.stream()
                    .mapToLong(option -> option.type.leastBits())
                    .min()
                    .orElse(0);
            int depth = options.stream()
                    .mapToInt(option -> option.type.depth())
                    .max()
                    .orElse(0);
            return new VariantType(tag, List.copyOf(options), bits, depth + 1);
        }

        @Override
        public int align() {
            return 1;
        }
    }

    /**
     * Elements one after the other.
     *
     * @param length how many; negative where the integer at {@code lengthPath} says it
     */
    record ArrayType(CtfType element, long length, String lengthPath, long leastBits, int depth) implements CtfType {
        static ArrayType of(CtfType element, long length) {
            long bits = length > ENDLESS / Math.max(1, element.leastBits()) ? ENDLESS : length * element.leastBits();
            return new ArrayType(element, length, "", bits, element.depth() + 1);
        }

        static ArrayType of(CtfType element, String lengthPath) {
            return new ArrayType(element, -1, lengthPath, 0, element.depth() + 1);
        }

        boolean isText() {
            return element instanceof IntegerType integer && integer.isText && integer.bits == 8 && integer.align <= 8;
        }

        @Override
        public int align() {
            return element.align();
        }
    }
}
