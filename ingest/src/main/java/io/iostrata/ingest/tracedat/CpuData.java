package io.iostrata.ingest.tracedat;

/**
 * Where a CPU's pages are.
 *
 * @param buffer name of the instance; empty for the top one
 * @param size bytes of plain pages; of compressed ones 0, their chunks say how many there are
 */
record CpuData(String buffer, int cpu, long offset, long size, int pageSize, Packing packing) {

    /** A part of its plain pages. */
    CpuData part(long from, long to) {
        return new CpuData(buffer, cpu, offset + from, to - from, pageSize, packing);
    }

    /** How the pages stand in the file. */
    enum Packing {
        PLAIN,
        CHUNKS
    }
}
