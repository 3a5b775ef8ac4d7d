package io.iostrata.ingest.parquet;

import java.util.OptionalLong;

/**
 * A finished file of events.
 *
 * @param bytes size of the file
 * @param firstTsNs smallest {@code ts_ns}; empty where no row has one
 * @param lastTsNs largest {@code ts_ns}; empty where no row has one
 */
public record EventFileStats(long rows, long bytes, OptionalLong firstTsNs, OptionalLong lastTsNs) {}
