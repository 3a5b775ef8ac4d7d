package io.iostrata.jobs.dump;

import io.iostrata.ingest.archive.Compression;
import io.iostrata.ingest.arrow.EventStreamWriter;
import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.Issue;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.order.BatchPool;
import io.iostrata.ingest.parquet.CountedStream;
import io.iostrata.ingest.parquet.SourceDecoding;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.simpletrace.SimpleTraceText;
import io.iostrata.ingest.simpletrace.TraceEventsFile;
import io.iostrata.schemas.tables.IssueKind;
import io.iostrata.schemas.tables.Severity;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;

/** Prints one raw file, or the files of a trace that its tracer cut by CPU, without a lake. */
public final class Dumper {
    private final Path file;
    private final List<Path> others;
    private final Optional<Declarations> declarations;
    private final IssueLog issues = new IssueLog();
    private IssueLog remarks = new IssueLog();

    /** Of files of one trace, the one that leads first. */
    public Dumper(List<Path> files, Optional<Declarations> declarations) {
        file = files.get(0);
        others = List.copyOf(files.subList(1, files.size()));
        this.declarations = declarations;
    }

    /** The format by content; empty where nobody knows it. */
    public static Optional<TraceFormat> format(Path file) throws IOException {
        try (var in = new CountedStream(new Dumper(List.of(file), Optional.empty())::open)) {
            byte[] head = in.readNBytes(Head.LENGTH);
            if (head.length == 0 && in.broken().isPresent()) {
                throw new IOException(file + "@0x0: " + in.broken().get());
            }
            return TraceFormat.of(new Head(head));
        }
    }

    /** Simpletrace as QEMU's own script prints it, others a line an event. */
    public List<Issue> text(TraceFormat format, Writer out) throws IOException {
        if (format == TraceFormat.SIMPLETRACE && declarations.isPresent()) {
            var stream = new CountedStream(this::open);
            try (var in = new ByteCursor(file.toString(), stream)) {
                new SimpleTraceText(in, TraceEventsFile.parse(declarations.get(), issues), issues).print(out);
            } catch (MalformedTraceException malformed) {
                failed(malformed);
            }
            return ended(stream);
        }
        return decode(format, new PlainLines(out));
    }

    /** One JSON object an event. */
    public List<Issue> jsonLines(TraceFormat format, Writer out) throws IOException {
        return decode(format, new JsonLines(out));
    }

    /** An Arrow IPC stream of all columns, a record batch at a time. */
    public List<Issue> arrow(TraceFormat format, OutputStream out) throws IOException {
        var parts = others.stream()
                .map(other -> new SourceInput.Part(other.toString(), () -> open(other)))
                .toList();
        var input = new SourceInput(file.toString(), format::open, this::open, declarations, Optional.empty(), parts);
        try (var allocator = new RootAllocator();
                var pool = new BatchPool(allocator, new Names());
                var decoding = new SourceDecoding(input, pool);
                var stream = new EventStreamWriter(allocator, out)) {
            decoding.into(batch -> {
                stream.write(batch);
                pool.give(batch);
            });
            stream.finish();
            remarks.rows().forEach(decoding.issues()::add);
            return decoding.issues().rows();
        }
    }

    private List<Issue> decode(TraceFormat format, EventLines lines) throws IOException {
        var names = new Names();
        var stream = new CountedStream(this::open);
        try (var in = new ByteCursor(file.toString(), stream);
                var more = new OtherFiles(cursors());
                var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            read(
                    format.open(new DecodeInput(in, names, issues, declarations, Optional.empty(), more.cursors)),
                    batch,
                    lines);
            lines.end();
        }
        return ended(stream);
    }

    private void read(TraceDecoder decoder, EventBatch batch, EventLines lines) throws IOException {
        boolean more = true;
        while (more) {
            batch.reset();
            try {
                more = decoder.read(batch);
            } catch (MalformedTraceException malformed) {
                batch.cancel();
                failed(malformed);
                more = false;
            }
            for (int row = 0; row < batch.rows(); row++) {
                lines.row(batch, row);
            }
        }
    }

    private List<ByteCursor> cursors() {
        return others.stream()
                .map(other -> new ByteCursor(other.toString(), new CountedStream(() -> open(other))))
                .toList();
    }

    /** The files of the trace but the first. */
    private record OtherFiles(List<ByteCursor> cursors) implements Closeable {
        @Override
        public void close() throws IOException {
            for (var cursor : cursors) {
                cursor.close();
            }
        }
    }

    /** All issues, those of how the file is compressed last. */
    private List<Issue> ended(CountedStream stream) {
        remarks.rows().forEach(issues::add);
        stream.broken()
                .ifPresent(why -> issues.add(
                        stream.bytes(),
                        IssueKind.BROKEN_CONTAINER,
                        Severity.ERROR,
                        "%s@0x%x: cannot be decompressed any further: %s".formatted(file, stream.bytes(), why)));
        return issues.rows();
    }

    private void failed(MalformedTraceException malformed) {
        issues.add(malformed.offset(), IssueKind.MALFORMED, Severity.ERROR, malformed.getMessage());
    }

    private InputStream open() throws IOException {
        remarks = new IssueLog();
        return open(file);
    }

    private InputStream open(Path path) throws IOException {
        var log = remarks;
        return Compression.decompressed(
                new BufferedInputStream(Files.newInputStream(path), 1 << 18),
                remark -> log.add(remark.issue(path.toString())));
    }
}
