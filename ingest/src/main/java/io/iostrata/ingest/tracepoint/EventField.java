package io.iostrata.ingest.tracepoint;

/**
 * A field of a kernel event, as its format describes it.
 *
 * @param type in C, without the name and an array's length
 * @param offset from the begin of the record, bytes
 * @param size bytes; of a dynamic array that of the place that tells where it is, 0 for an array to the record's end
 */
public record EventField(String name, String type, Shape shape, int offset, int size, boolean signed) {

    /** How the field's bytes are to be read. */
    public enum Shape {
        NUMBER,
        /** Elements one after another, in place. */
        ARRAY,
        /** A 32-bit place: offset from the record's begin (low half) and length (high half), bytes. */
        DATA_LOC,
        /** As {@link #DATA_LOC}, the offset from the place's own end. */
        REL_LOC
    }

    /** Bytes from the record's begin that the field needs to be there. */
    public int end() {
        return offset + size;
    }

    /** True for a string: an array of characters, wherever it is. */
    boolean isText() {
        return shape != Shape.NUMBER && type.matches(".*\\b(char|u8|__u8)\\b\\s*(\\[\\])?") && !type.contains("*");
    }

    boolean isPointer() {
        return shape == Shape.NUMBER && type.endsWith("*");
    }

    /** Bytes of an array's element; 0 where the type does not tell. */
    int elementSize(int longSize) {
        return CTypes.size(type.replaceAll("__(data|rel)_loc|\\[.*", "").strip(), longSize);
    }
}
