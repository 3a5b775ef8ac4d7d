package io.iostrata.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.jobs.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    @TempDir
    Path dir;

    @Test
    void aFileIsReplacedByAWholeOne() throws IOException {
        var there = Files.writeString(dir.resolve("there.csv"), "mine");
        var file = NewFile.at(there.toString(), Existing.REPLACED);
        Files.writeString(Path.of(file.unfinished().toString()), "new");

        file.finish(file.unfinished(), Existing.REPLACED);

        assertThat(there).hasContent("new");
        assertThat(dir.toFile().list()).hasSize(1);
    }

    @Test
    void aFileStaysWhereTheNewOneCannotHaveItsName() throws IOException {
        var there = Files.writeString(dir.resolve("there.csv"), "mine");
        var file = NewFile.at(there.toString(), Existing.REPLACED);

        assertThatThrownBy(() -> file.finish(file.unfinished(), Existing.REPLACED))
                .isInstanceOf(IOException.class);

        assertThat(there).hasContent("mine");
    }

    @Test
    void aFileThatCameMeanwhileStays() throws IOException {
        var file = NewFile.at(dir.resolve("there.csv").toString(), Existing.KEPT);
        Files.writeString(Path.of(file.unfinished().toString()), "new");
        var there = Files.writeString(dir.resolve("there.csv"), "mine");

        assertThatThrownBy(() -> file.finish(file.unfinished(), Existing.KEPT)).isInstanceOf(UserError.class);

        assertThat(there).hasContent("mine");
    }
}
