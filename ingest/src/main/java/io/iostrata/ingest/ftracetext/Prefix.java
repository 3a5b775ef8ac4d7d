package io.iostrata.ingest.ftracetext;

/** Takes apart in place what stands before an event in a line. */
interface Prefix {
    /**
     * Takes the line apart into the {@link LineParts} it was made with; false, and nothing of them means anything, if the
     * line does not begin as events do.
     */
    boolean parse(byte[] bytes, int from, int to);
}
