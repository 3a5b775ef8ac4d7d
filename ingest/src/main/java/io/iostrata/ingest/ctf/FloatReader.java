package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.FloatType;
import java.nio.charset.StandardCharsets;

/** Floating point numbers as their shortest decimal text. */
final class FloatReader implements FieldReader {
    private final FloatType type;
    private final boolean isBigEndian;
    private final Slot slot;

    FloatReader(FloatType type, boolean isBigEndian, Slot slot) {
        this.type = type;
        this.isBigEndian = isBigEndian;
        this.slot = slot;
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        in.align(type.align());
        long bits = in.number(type.bits(), isBigEndian);
        var text = type.bits() == 32
                ? Float.toString(Float.intBitsToFloat((int) bits))
                : Double.toString(Double.longBitsToDouble(bits));
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        row.text(slot, bytes, 0, bytes.length);
    }
}
