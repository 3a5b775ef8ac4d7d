package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.IntegerType;
import io.iostrata.ingest.format.ArgKind;

/** Integers, sign restored, in hex where their base is 16. */
final class IntegerReader implements FieldReader {
    private static final int NONE = -1;

    private final int bits;
    private final int align;
    private final boolean isSigned;
    private final boolean isBigEndian;
    private final ArgKind kind;
    private final Slot slot;
    private Role role = Role.VALUE;
    private int register = NONE;

    /** What a value means for what follows. */
    enum Role {
        VALUE,
        EVENT_ID,
        TIME
    }

    IntegerReader(IntegerType type, boolean isBigEndian, Slot slot) {
        bits = type.bits();
        align = type.align();
        isSigned = type.isSigned();
        this.isBigEndian = isBigEndian;
        this.slot = slot;
        kind = type.base() == 16 ? ArgKind.HEX : isSigned ? ArgKind.DECIMAL : ArgKind.UNSIGNED;
    }

    void role(Role what) {
        role = what;
    }

    /** Number of the register that keeps the value; {@code free} if it has none yet. */
    int register(int free) {
        register = register == NONE ? free : register;
        return register;
    }

    int bits() {
        return bits;
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        row.number(slot, kind, value(in));
    }

    /** Passes the integer. */
    long value(BitCursor in) throws BadEventException {
        in.align(align);
        long raw = in.number(bits, isBigEndian);
        long value = isSigned ? raw << (64 - bits) >> (64 - bits) : raw;
        if (register != NONE) {
            in.register(register, value);
        }
        switch (role) {
            case VALUE -> {}
            case EVENT_ID -> in.eventId(value);
            case TIME -> in.tick(raw, bits);
        }
        return value;
    }
}
