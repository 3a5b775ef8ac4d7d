package io.iostrata.jobs.publish;

import io.iostrata.jobs.UserError;
import io.iostrata.schemas.table.TableSchema;
import java.util.List;
import java.util.Properties;

/**
 * Where to publish what.
 *
 * @param schemaName schema of the database that the tables are in
 */
public record PublishOptions(String url, Properties credentials, String schemaName, List<TableSchema> tables) {

    public PublishOptions {
        tables = List.copyOf(tables);
        if (!schemaName.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new UserError("Invalid --schema: " + schemaName + " (expected small letters, digits and _)");
        }
    }
}
