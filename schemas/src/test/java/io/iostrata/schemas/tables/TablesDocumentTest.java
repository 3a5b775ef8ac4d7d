package io.iostrata.schemas.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TablesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "tables.md");

    @Test
    void docsTablesMdSaysWhatTheSchemasSay() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, TablesDocument.markdown());
        }
        assertThat(Files.readString(DOCUMENT))
                .as("run with -Dgolden.update=true and look at the difference")
                .isEqualTo(TablesDocument.markdown());
    }
}
