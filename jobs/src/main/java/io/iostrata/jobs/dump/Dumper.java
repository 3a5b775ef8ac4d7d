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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;

/** Prints one raw file, in file order, without a lake. */
public final class Dumper {
    private final Path file;
    private final Optional<Declarations> declarations;
    private final IssueLog issues = new IssueLog();
    private IssueLog remarks = new IssueLog();

    public Dumper(Path file, Optional<Declarations> declarations) {
        this.file = file;
        this.declarations = declarations;
    }

    /** The format by content; empty where nobody knows it. */
    public static Optional<TraceFormat> format(Path file) throws IOException {
        try (var in = new CountedStream(new Dumper(file, Optional.empty())::open)) {
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
        var input = new SourceInput(file.toString(), format::open, this::open, declarations, Optional.empty());
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
                var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, names)) {
            var decoder = format.open(new DecodeInput(in, names, issues, declarations, Optional.empty()));
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
            lines.end();
        }
        return ended(stream);
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
        var log = new IssueLog();
        remarks = log;
        return Compression.decompressed(
                new BufferedInputStream(Files.newInputStream(file), 1 << 18),
                remark -> log.add(remark.issue(file.toString())));
    }
}
