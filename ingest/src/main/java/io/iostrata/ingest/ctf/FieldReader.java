package io.iostrata.ingest.ctf;

/** Reads a field of one type at the cursor and hands its value to the row. */
interface FieldReader {
    void read(BitCursor in, Row row) throws BadEventException;
}
