package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.format.Names;

/**
 * kvm_msi_set_irq, whose vector older kernels print in hex without 0x and newer ones in decimal, the destination the
 * other way round. What cannot be one of them decides, for the lines after it too; until then, a file without a flags
 * column is of the old kind.
 */
final class MsiShape implements EventShape {
    private static final String MODES = " ({delivery}|{dest_mode}|{trigger})";

    private final PrintFormat hexVector;
    private final PrintFormat decimalVector;
    private final EventShape otherwise;
    private final int vec;
    private Radix seen = Radix.UNKNOWN;

    private enum Radix {
        UNKNOWN,
        DECIMAL,
        HEX
    }

    MsiShape(Names names, EventShape otherwise) {
        hexVector = new PrintFormat("dst {dst:d} vec {vec:x}" + MODES, names);
        decimalVector = new PrintFormat("dst {dst:x} vec {vec:d}" + MODES, names);
        this.otherwise = otherwise;
        vec = names.id("vec");
    }

    @Override
    public void append(EventRow row, int from, int to) {
        boolean hex = hexVector.fits(row, from, to) && isVector(hexVector);
        boolean decimal = decimalVector.fits(row, from, to) && isVector(decimalVector);
        if (!hex && !decimal) {
            otherwise.append(row, from, to);
            return;
        }
        if (hex != decimal) {
            seen = hex ? Radix.HEX : Radix.DECIMAL;
        }
        boolean old = seen == Radix.UNKNOWN ? !row.isFlagged() : seen == Radix.HEX;
        (hex && (old || !decimal) ? hexVector : decimalVector).append(row);
    }

    private boolean isVector(PrintFormat format) {
        long number = format.number(vec, 0);
        return number >= 0 && number <= 255;
    }
}
