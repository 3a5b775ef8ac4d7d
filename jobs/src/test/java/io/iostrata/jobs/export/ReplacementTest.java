package io.iostrata.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iostrata.jobs.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
    @TempDir
    Path dir;

    private Path there;
    private Path whole;

    @BeforeEach
    void write() throws IOException {
        there = Files.writeString(dir.resolve("there.csv"), "mine");
        whole = Files.writeString(dir.resolve("whole"), "new");
    }

    @Test
    void aFileSystemIsReplacedInAsItCan() throws IOException {
        assertThat(in(local())).isEqualTo(Replacement.MOVED);
        assertThat(in(new Called("hdfs://name-node"))).isEqualTo(Replacement.RENAMED);
        assertThat(in(new AbortableStore(local()))).isEqualTo(Replacement.UPLOADED);
        assertThat(in(new Called("ftp://host"))).isEqualTo(Replacement.NONE);
    }

    @Test
    void aLocalFileIsReplaced() throws IOException {
        Replacement.MOVED.replace(local(), path(whole), path(there));

        assertThat(there).hasContent("new");
        assertThat(whole).doesNotExist();
    }

    @Test
    void aLocalPathThatCannotBeReplacedStays() throws IOException {
        var inside = Files.writeString(
                Files.createDirectory(dir.resolve("directory")).resolve("inside"), "mine");

        assertThatThrownBy(() -> Replacement.MOVED.replace(local(), path(whole), path(inside.getParent())))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(inside.getParent() + ": the new file cannot be given that name (");

        assertThat(inside).hasContent("mine");
        assertThat(inside.getParent().toFile().list()).hasSize(1);
        assertThat(whole).hasContent("new");
    }

    @Test
    void aRenamingOverwrites() throws IOException {
        Replacement.RENAMED.replace(new Called("hdfs://name-node"), path(whole), path(there));

        assertThat(there).hasContent("new");
        assertThat(whole).doesNotExist();
    }

    @Test
    void anUploadIsSeenOnceItIsComplete() throws IOException {
        var store = new AbortableStore(local());

        Replacement.UPLOADED.replace(store, path(whole), path(there));

        assertThat(store.seenBeforeTheEnd()).isEqualTo("mine");
        assertThat(there).hasContent("new");
    }

    @Test
    void anUploadThatBreaksIsNeverSeen() throws IOException {
        var store = new AbortableStore(local()).thatBreaksAfter(1);

        assertThatThrownBy(() -> Replacement.UPLOADED.replace(store, path(whole), path(there)))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection broke");

        assertThat(there).hasContent("mine");
    }

    @Test
    void whereNoStepIsKnownNothingIsDone() throws IOException {
        assertThatThrownBy(() -> Replacement.NONE.replace(new Called("ftp://host"), path(whole), path(there)))
                .isInstanceOf(IOException.class);

        assertThat(there).hasContent("mine");
        assertThat(whole).hasContent("new");
    }

    private Replacement in(FileSystem files) throws IOException {
        return Replacement.in(files, path(there));
    }

    private static org.apache.hadoop.fs.Path path(Path local) {
        return new org.apache.hadoop.fs.Path(local.toString());
    }

    private static FileSystem local() throws IOException {
        var local = new RawLocalFileSystem();
        local.initialize(URI.create("file:///"), new Configuration());
        return local;
    }

    /** The local file system under another one's name. */
    private static final class Called extends FilterFileSystem {
        private final URI uri;

        Called(String uri) throws IOException {
            super(local());
            this.uri = URI.create(uri);
        }

        @Override
        public URI getUri() {
            return uri;
        }
    }
}
