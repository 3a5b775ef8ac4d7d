package io.iostrata.ingest.parquet;

import java.util.Map;

/**
 * What is the same in every row of one source's file.
 *
 * @param fieldIds Parquet field ids by column name, and those of the map's key and value as {@code args.key} and
 *     {@code args.value}; a column that is missing here gets none
 */
public record EventFileSpec(String runId, String ingestId, int sourceId, Map<String, Integer> fieldIds) {
    public EventFileSpec {
        fieldIds = Map.copyOf(fieldIds);
    }
}
