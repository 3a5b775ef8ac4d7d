package io.iostrata.jobs.server;

import com.google.protobuf.Message;
import io.iostrata.jobs.lake.LakeSession;
import io.iostrata.schemas.table.Field;
import io.iostrata.schemas.table.TableSchema;
import io.iostrata.schemas.tables.TableKeys;
import io.iostrata.schemas.tables.Tables;
import io.iostrata.transforms.SparkSchemas;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.BasicFlightSqlProducer;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedCaseSensitivity;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedTransaction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.apache.spark.sql.util.ArrowUtils;

/** What a Flight SQL client may ask about the lake before it queries it: catalog, schema, tables, columns, types, server. */
abstract class LakeMetadata extends BasicFlightSqlProducer {
    private static final String TABLE = "TABLE";

    private static final List<TableSchema> TABLES =
            Tables.ALL.stream().sorted(Comparator.comparing(TableSchema::name)).toList();

    private static final SqlInfoBuilder SERVER = new SqlInfoBuilder()
            .withFlightSqlServerName("iostrata")
            .withFlightSqlServerVersion("0.1.0")
            .withFlightSqlServerArrowVersion("18.3.0")
            .withFlightSqlServerReadOnly(true)
            .withFlightSqlServerSql(true)
            .withFlightSqlServerSubstrait(false)
            .withFlightSqlServerTransaction(SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_NONE)
            .withFlightSqlServerCancel(true)
            .withSqlIdentifierQuoteChar("`")
            .withSqlIdentifierCase(SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
            .withSqlQuotedIdentifierCase(SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
            .withSqlCatalogTerm("catalog")
            .withSqlSchemaTerm("schema")
            .withSqlCatalogAtStart(true)
            .withSqlSearchStringEscape("\\")
            .withSqlAllTablesAreSelectable(true)
            .withSqlSupportsColumnAliasing(true)
            .withSqlSupportsTableCorrelationNames(true)
            .withSqlSupportsExpressionsInOrderBy(true)
            .withSqlSupportsOrderByUnrelated(true)
            .withSqlCorrelatedSubqueriesSupported(true)
            .withSqlTransactionsSupported(false)
            .withSqlBatchUpdatesSupported(false)
            .withSqlSavepointsSupported(false)
            .withSqlNamedParametersSupported(false)
            .withSqlStoredProceduresSupported(false)
            .withSqlSelectForUpdateSupported(false);

    final BufferAllocator memory;

    LakeMetadata(BufferAllocator memory) {
        this.memory = memory;
    }

    @Override
    protected <T extends Message> List<FlightEndpoint> determineEndpoints(
            T request, FlightDescriptor descriptor, Schema schema) {
        return List.of(new FlightEndpoint(
                new Ticket(com.google.protobuf.Any.pack(request).toByteArray())));
    }

    @Override
    public void getStreamSqlInfo(CommandGetSqlInfo command, CallContext context, ServerStreamListener client) {
        SERVER.send(command.getInfoList(), client);
    }

    @Override
    public void getStreamTypeInfo(CommandGetXdbcTypeInfo command, CallContext context, ServerStreamListener client) {
        send(Schemas.GET_TYPE_INFO_SCHEMA, client, root -> {
            var types = SqlTypes.ALL.stream()
                    .filter(type -> !command.hasDataType() || type.code() == command.getDataType())
                    .toList();
            for (int row = 0; row < types.size(); row++) {
                types.get(row).write(root, row);
            }
            root.setRowCount(types.size());
        });
    }

    @Override
    public void getStreamCatalogs(CallContext context, ServerStreamListener client) {
        sendText(Schemas.GET_CATALOGS_SCHEMA, client, List.of(Map.of("catalog_name", LakeSession.CATALOG)));
    }

    @Override
    public void getStreamSchemas(CommandGetDbSchemas command, CallContext context, ServerStreamListener client) {
        boolean asked = (!command.hasCatalog() || command.getCatalog().equals(LakeSession.CATALOG))
                && (!command.hasDbSchemaFilterPattern()
                        || like(command.getDbSchemaFilterPattern())
                                .matcher(LakeSession.NAMESPACE)
                                .matches());
        var here = Map.of("catalog_name", LakeSession.CATALOG, "db_schema_name", LakeSession.NAMESPACE);
        sendText(Schemas.GET_SCHEMAS_SCHEMA, client, asked ? List.of(here) : List.of());
    }

    @Override
    public void getStreamTableTypes(CallContext context, ServerStreamListener client) {
        sendText(Schemas.GET_TABLE_TYPES_SCHEMA, client, List.of(Map.of("table_type", TABLE)));
    }

    @Override
    public void getStreamTables(CommandGetTables command, CallContext context, ServerStreamListener client) {
        var tables = asked(command);
        var rows = tables.stream()
                .map(table -> Map.of(
                        "catalog_name",
                        LakeSession.CATALOG,
                        "db_schema_name",
                        LakeSession.NAMESPACE,
                        "table_name",
                        table.name(),
                        "table_type",
                        TABLE))
                .toList();
        if (!command.getIncludeSchema()) {
            sendText(Schemas.GET_TABLES_SCHEMA_NO_SCHEMA, client, rows);
            return;
        }
        send(Schemas.GET_TABLES_SCHEMA, client, root -> {
            write(root, rows);
            var schemas = (VarBinaryVector) root.getVector("table_schema");
            for (int row = 0; row < tables.size(); row++) {
                schemas.setSafe(row, columns(tables.get(row)).serializeAsMessage());
            }
        });
    }

    private static List<TableSchema> asked(CommandGetTables command) {
        boolean none = (command.hasCatalog() && !command.getCatalog().equals(LakeSession.CATALOG))
                || (command.hasDbSchemaFilterPattern()
                        && !like(command.getDbSchemaFilterPattern())
                                .matcher(LakeSession.NAMESPACE)
                                .matches())
                || (command.getTableTypesCount() > 0
                        && !command.getTableTypesList().contains(TABLE));
        var name = like(command.hasTableNameFilterPattern() ? command.getTableNameFilterPattern() : "%");
        return none
                ? List.of()
                : TABLES.stream()
                        .filter(table -> name.matcher(table.name()).matches())
                        .toList();
    }

    private static Schema columns(TableSchema table) {
        return new Schema(
                table.fields().stream().map(field -> column(table, field)).collect(Collectors.toList()));
    }

    private static org.apache.arrow.vector.types.pojo.Field column(TableSchema table, Field field) {
        var type = SparkSchemas.type(field.type());
        var arrow = ArrowUtils.toArrowField(field.name(), type, field.isOptional(), "UTC", false);
        var about = new LinkedHashMap<>(new FlightSqlColumnMetadata.Builder()
                .catalogName(LakeSession.CATALOG)
                .schemaName(LakeSession.NAMESPACE)
                .tableName(table.name())
                .typeName(type.sql())
                .isReadOnly(true)
                .isAutoIncrement(false)
                .isSearchable(true)
                .remarks(field.doc())
                .build()
                .getMetadataMap());
        var described = new FieldType(field.isOptional(), arrow.getType(), null, about);
        return new org.apache.arrow.vector.types.pojo.Field(field.name(), described, arrow.getChildren());
    }

    @Override
    public void getStreamPrimaryKeys(CommandGetPrimaryKeys command, CallContext context, ServerStreamListener client) {
        var keys = TABLES.stream()
                .filter(table -> table.name().equals(command.getTable()))
                .flatMap(table -> TableKeys.of(table).stream())
                .toList();
        send(Schemas.GET_PRIMARY_KEYS_SCHEMA, client, root -> {
            var rows = keys.stream()
                    .map(key -> Map.of(
                            "catalog_name",
                            LakeSession.CATALOG,
                            "db_schema_name",
                            LakeSession.NAMESPACE,
                            "table_name",
                            command.getTable(),
                            "column_name",
                            key.name()))
                    .toList();
            write(root, rows);
            for (int row = 0; row < keys.size(); row++) {
                ((IntVector) root.getVector("key_sequence")).setSafe(row, row + 1);
            }
        });
    }

    @Override
    public void getStreamExportedKeys(
            CommandGetExportedKeys command, CallContext context, ServerStreamListener client) {
        send(Schemas.GET_EXPORTED_KEYS_SCHEMA, client, root -> {});
    }

    @Override
    public void getStreamImportedKeys(
            CommandGetImportedKeys command, CallContext context, ServerStreamListener client) {
        send(Schemas.GET_IMPORTED_KEYS_SCHEMA, client, root -> {});
    }

    @Override
    public void getStreamCrossReference(
            CommandGetCrossReference command, CallContext context, ServerStreamListener client) {
        send(Schemas.GET_CROSS_REFERENCE_SCHEMA, client, root -> {});
    }

    /** The server's parts are closed by the server. */
    @Override
    public void close() {}

    private void sendText(Schema schema, ServerStreamListener client, List<Map<String, String>> rows) {
        send(schema, client, root -> write(root, rows));
    }

    private static void write(VectorSchemaRoot root, List<Map<String, String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (var cell : rows.get(row).entrySet()) {
                ((VarCharVector) root.getVector(cell.getKey())).setSafe(row, new Text(cell.getValue()));
            }
        }
        root.setRowCount(rows.size());
    }

    private void send(Schema schema, ServerStreamListener client, Consumer<VectorSchemaRoot> rows) {
        try (var root = VectorSchemaRoot.create(schema, memory)) {
            root.allocateNew();
            rows.accept(root);
            client.start(root);
            client.putNext();
            client.completed();
        }
    }

    /** SQL's LIKE: {@code %}, {@code _} and, after a backslash, themselves. */
    private static Pattern like(String pattern) {
        var regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\\' && at + 1 < pattern.length()) {
                regex.append(Pattern.quote(pattern.substring(at + 1, at + 2)));
                at++;
            } else if (c == '%') {
                regex.append(".*");
            } else {
                regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
