package io.iostrata.ingest.ctf;

/**
 * How an event is read behind its header.
 *
 * @param event number of its name
 */
record EventPlan(int event, FieldReader streamContext, FieldReader context, FieldReader fields) {
    void read(BitCursor in, Row row) throws BadEventException {
        streamContext.read(in, row);
        context.read(in, row);
        fields.read(in, row);
    }
}
