package io.iostrata.jobs.connector;

import io.iostrata.transforms.SparkSchemas;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Raw files as a table to read: {@code events}, or what is to be said of them, {@code issues}. */
final class RawTable implements Table, SupportsRead {
    private final Map<String, String> given;
    private final RawOptions options;

    /** With the options of {@link RawOptions}. */
    RawTable(Map<String, String> given) {
        this.given = Map.copyOf(given);
        options = RawOptions.of(given);
    }

    @Override
    public String name() {
        return "iostrata.%s %s".formatted(options.table().name(), options.paths());
    }

    @Override
    public Column[] columns() {
        return CatalogV2Util.structTypeToV2Columns(SparkSchemas.struct(options.table()));
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ);
    }

    /** The options of a query come before those of the table. */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofQuery) {
        var all = new HashMap<>(given);
        all.keySet().removeIf(ofQuery::containsKey);
        all.putAll(ofQuery.asCaseSensitiveMap());
        return new Builder(RawOptions.of(all));
    }

    /** Narrows a scan to what a query needs. */
    private static final class Builder
            implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownFilters {
        private final RawOptions options;
        private StructType columns;
        private EventFilter filter = EventFilter.of();

        Builder(RawOptions options) {
            this.options = options;
            columns = SparkSchemas.struct(options.table());
        }

        @Override
        public void pruneColumns(StructType required) {
            columns = required;
        }

        /** All of them are checked again after the scan: the readers may leave rows out, no more. */
        @Override
        public Filter[] pushFilters(Filter[] filters) {
            if (options.table().equals(RawSchemas.EVENTS)) {
                filter = EventFilter.of(filters);
            }
            return Arrays.copyOf(filters, filters.length);
        }

        @Override
        public Filter[] pushedFilters() {
            return filter.conditions().toArray(Filter[]::new);
        }

        @Override
        public Scan build() {
            return new RawScan(options, columns, filter);
        }
    }
}
