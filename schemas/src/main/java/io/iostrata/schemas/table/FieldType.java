package io.iostrata.schemas.table;

/** The column types the tables use: the ones Parquet, Iceberg, Spark, Arrow and JDBC all carry without loss. */
public enum FieldType {
    STRING,
    INT32,
    INT64,
    DOUBLE,
    BOOLEAN,
    /** A sum of 64-bit numbers: {@code DECIMAL(38,0)}. */
    DECIMAL38,
    BINARY,
    /** {@code MAP<STRING,STRING>} with required values. */
    STRING_MAP
}
