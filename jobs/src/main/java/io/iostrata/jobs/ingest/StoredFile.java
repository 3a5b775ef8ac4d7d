package io.iostrata.jobs.ingest;

import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.bytes.ReadAhead;
import io.iostrata.ingest.bytes.SingleByte;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.schemas.config.Digests;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;

/** A stored file: the first reading of it is digested, a second one opens it again. */
final class StoredFile implements SourceInput.Content, AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final Digested first;
    private final SourceInput.Content again;
    private IssueLog issues = new IssueLog();
    private final String name;
    private boolean opened;
    private String sha256 = "";

    StoredFile(String name, InputStream first, SourceInput.Content again) {
        this.name = name;
        this.first = new Digested(first);
        this.again = again;
    }

    /** The decompressed bytes from the beginning. */
    @Override
    public InputStream open() throws IOException {
        var stored = opened ? again.open() : first;
        opened = true;
        var log = new IssueLog();
        issues = log;
        return new ReadAhead(Compression.decompressed(
                new BufferedInputStream(stored, BUFFER), remark -> log.add(remark.issue(name))));
    }

    /** What is to be said of how the file is compressed; known once the last reading came to its end. */
    List<Issue> issues() {
        return issues.rows();
    }

    /**
     * Reads what the decompressor left of the first reading, so that the digest is of the whole file, or of as much as its
     * container gives.
     */
    void drain() {
        try {
            first.transferTo(OutputStream.nullOutputStream());
        } catch (IOException brokenContainer) {
            // Whoever read the file met the same break, or the scan did: it has its issue.
            first.ended = true;
        }
        sha256 = FileDigests.hex(first.digest);
    }

    /** Digest as stored; known after {@link #drain}. */
    String sha256() {
        return sha256;
    }

    /** Size as stored; known after {@link #drain}. */
    long storedBytes() {
        return first.bytes;
    }

    @Override
    public void close() throws IOException {
        first.reallyClose();
    }

    /** Counts and digests; stays open when the decompressor closes it. */
    private static final class Digested extends FilterInputStream {
        private final MessageDigest digest = Digests.sha256();
        private long bytes;
        private boolean ended;

        Digested(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return SingleByte.of(this);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = ended ? -1 : super.read(buffer, from, length);
            if (read > 0) {
                digest.update(buffer, from, read);
                bytes += read;
            }
            return read;
        }

        @Override
        public long skip(long most) throws IOException {
            byte[] skipped = new byte[(int) Math.min(most, BUFFER)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // The rest is still to be digested.
        }

        void reallyClose() throws IOException {
            super.close();
        }
    }
}
