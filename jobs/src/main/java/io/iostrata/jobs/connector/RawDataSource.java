package io.iostrata.jobs.connector;

import io.iostrata.jobs.archive.Archives;
import io.iostrata.transforms.SparkSchemas;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Spark's format {@code iostrata}: {@code spark.read().format("iostrata").load("qemu.trace")}. */
public final class RawDataSource implements TableProvider, DataSourceRegister {
    @Override
    public String shortName() {
        return RawCatalog.NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SparkSchemas.struct(RawOptions.table(options));
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        new RawPaths(new Archives()).expanded(RawOptions.of(properties).paths());
        return new RawTable(properties);
    }
}
