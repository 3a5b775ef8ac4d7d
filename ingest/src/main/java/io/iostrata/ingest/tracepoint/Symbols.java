package io.iostrata.ingest.tracepoint;

/** Names of kernel addresses. */
@FunctionalInterface
public interface Symbols {
    /** Nothing is known of any address. */
    Symbols NONE = (address, names) -> names.id("0x" + Long.toHexString(address));

    /** Number of the name of the function that holds {@code address}; of its hex text where none is known. */
    int name(long address, io.iostrata.ingest.format.Names names);
}
