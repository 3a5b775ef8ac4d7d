package io.iostrata.ingest.ctf;

import java.util.List;

/** Fields one after the other, the first at the alignment of the widest. */
final class StructReader implements FieldReader {
    private final int align;
    private final FieldReader[] fields;

    StructReader(int align, List<FieldReader> fields) {
        this.align = align;
        this.fields = fields.toArray(FieldReader[]::new);
    }

    @Override
    public void read(BitCursor in, Row row) throws BadEventException {
        in.align(align);
        for (var field : fields) {
            field.read(in, row);
        }
    }
}
