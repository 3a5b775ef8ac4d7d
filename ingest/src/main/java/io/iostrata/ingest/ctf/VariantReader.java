package io.iostrata.ingest.ctf;

import io.iostrata.ingest.ctf.CtfType.Range;
import java.util.List;

/** The option whose label the tag's value has. */
final class VariantReader implements FieldReader {
    private final int register;
    private final List<Option> options;

    /** What to read where the tag is in one of the ranges. */
    record Option(List<Range> ranges, FieldReader reader) {
        boolean isFor(long tag) {
            for (int i = 0; i < ranges.size(); i++) {
                if (ranges.get(i).from() <= tag && tag <= ranges.get(i).to()) {
                    return true;
                }
            }
            return false;
        }
    }

    VariantReader(int register, List<Option> options) {
        this.register = register;
        this.options = List.copyOf(options);
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        long tag = in.register(register);
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).isFor(tag)) {
                options.get(i).reader.read(in, row);
                return;
            }
        }
        throw new BadEventException("a variant whose tag is " + tag + ", expected that of an option");
    }
}
