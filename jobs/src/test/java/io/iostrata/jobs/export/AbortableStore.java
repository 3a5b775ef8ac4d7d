package io.iostrata.jobs.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;

/** A store as S3A shows one: an object is there once its stream is closed, unless that was aborted. Over local files. */
final class AbortableStore extends FilterFileSystem {
    private int bytesRead = Integer.MAX_VALUE;
    private String seen = "";

    AbortableStore(FileSystem local) {
        super(local);
    }

    /** Reading fails after so many bytes. */
    AbortableStore thatBreaksAfter(int bytes) {
        bytesRead = bytes;
        return this;
    }

    /** What was under the name when its new object was about to be closed. */
    String seenBeforeTheEnd() {
        return seen;
    }

    @Override
    public URI getUri() {
        return URI.create("store://bucket");
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM) || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
        return new FSDataOutputStream(new Upload(java.nio.file.Path.of(path.toString())), null);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return new FSDataInputStream(new Download(Files.readAllBytes(java.nio.file.Path.of(path.toString()))));
    }

    private final class Upload extends ByteArrayOutputStream implements Abortable {
        private final java.nio.file.Path target;
        private boolean isAborted;

        Upload(java.nio.file.Path target) {
            this.target = target;
        }

        @Override
        public AbortableResult abort() {
            isAborted = true;
            return null;
        }

        @Override
        public void close() {
            if (isAborted) {
                return;
            }
            try {
                seen = Files.readString(target);
                Files.write(target, toByteArray());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private final class Download extends FSInputStream {
        private final ByteArrayInputStream bytes;
        private final boolean breaks;

        Download(byte[] whole) {
            breaks = bytesRead < whole.length;
            bytes = new ByteArrayInputStream(breaks ? Arrays.copyOf(whole, bytesRead) : whole);
        }

        @Override
        public int read() throws IOException {
            return toldTheEnd(bytes.read());
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return toldTheEnd(bytes.read(into, from, length));
        }

        private int toldTheEnd(int read) throws IOException {
            if (read < 0 && breaks) {
                throw new IOException("the connection broke");
            }
            return read;
        }

        @Override
        public void seek(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getPos() {
            return 0;
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }
    }
}
