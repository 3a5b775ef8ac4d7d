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

        file.finish(written(file), Existing.REPLACED);

        assertThat(file.discard()).isEmpty();
        assertThat(there).hasContent("new");
        assertThat(dir.toFile().list()).hasSize(1);
    }

    @Test
    void aFileStaysWhereTheNewOneCannotHaveItsName() throws IOException {
        var there = Files.writeString(dir.resolve("there.csv"), "mine");
        var file = NewFile.at(there.toString(), Existing.REPLACED);

        assertThatThrownBy(() -> file.finish(file.ofAttempt(), Existing.REPLACED))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        there + ": the new file cannot be given that name (NoSuchFileException), what is there stays");

        assertThat(there).hasContent("mine");
    }

    @Test
    void aFileThatCameMeanwhileStays() throws IOException {
        var file = NewFile.at(dir.resolve("there.csv").toString(), Existing.KEPT);
        var whole = written(file);
        var there = Files.writeString(dir.resolve("there.csv"), "mine");

        assertThatThrownBy(() -> file.finish(whole, Existing.KEPT)).isInstanceOf(UserError.class);

        assertThat(there).hasContent("mine");
    }

    @Test
    void aDirectoryThatCameMeanwhileStaysAsItIs() throws IOException {
        var file = NewFile.at(dir.resolve("there.csv").toString(), Existing.REPLACED);
        var whole = written(file);
        var there = Files.createDirectory(dir.resolve("there.csv"));

        assertThatThrownBy(() -> file.finish(whole, Existing.REPLACED))
                .isInstanceOf(UserError.class)
                .hasMessage(there + ": a directory, expected the path of a file");

        assertThat(there).isEmptyDirectory();
    }

    @Test
    void aRelativePathIsTheDriversInEveryTask() throws IOException {
        var file = NewFile.at("layer_stats.csv", Existing.REPLACED);

        var here = Path.of("").toAbsolutePath().toUri().getPath();
        assertThat(file.path()).isEqualTo("layer_stats.csv");
        assertThat(file.target().toString()).isEqualTo("file:" + here + "layer_stats.csv");
        assertThat(file.ofAttempt().toString()).startsWith("file:" + here + ".layer_stats.csv.");
    }

    @Test
    void aPathThatIsNoneIsAMistake() {
        assertThatThrownBy(() -> NewFile.at("", Existing.KEPT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Invalid path:  (");
        assertThatThrownBy(() -> NewFile.at("a:b.csv", Existing.KEPT))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Invalid path: a:b.csv (");
    }

    private static org.apache.hadoop.fs.Path written(NewFile file) throws IOException {
        try (var out = file.files().create(file.ofAttempt())) {
            out.writeBytes("new");
        }
        return file.ofAttempt();
    }
}
