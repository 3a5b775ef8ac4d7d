package io.iostrata.ingest.bench;

import com.sun.management.OperatingSystemMXBean;
import io.iostrata.ingest.bytes.ByteCursor;
import io.iostrata.ingest.bytes.ReadAhead;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.DecodeInput.Declarations;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Head;
import io.iostrata.ingest.format.IssueLog;
import io.iostrata.ingest.format.Names;
import io.iostrata.ingest.format.TraceFormat;
import io.iostrata.ingest.parquet.EventFileSpec;
import io.iostrata.ingest.parquet.EventFileTarget;
import io.iostrata.ingest.parquet.EventFileWriter;
import io.iostrata.ingest.parquet.SourceInput;
import io.iostrata.ingest.parquet.SourceResult;
import io.iostrata.ingest.parquet.SourceWriter;
import io.iostrata.ingest.split.FileSplit;
import io.iostrata.ingest.split.SplitDecoding;
import io.iostrata.ingest.split.SplitJoin;
import io.iostrata.ingest.split.SplitPlanner;
import io.iostrata.ingest.split.SplitResult;
import io.iostrata.ingest.split.SplitSize;
import io.iostrata.ingest.split.SplitSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.arrow.memory.RootAllocator;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Events a second through the decoders, through the Parquet writer, and through both, on large generated traces.
 * Arguments: a directory, megabytes a trace (1024), rounds (3), traces of one's own. Generated traces that are there are
 * used again; the Parquet file of each trace is left in the directory.
 */
public final class IngestBench {
    private static final EventFileSpec SPEC = new EventFileSpec("bench", "bench", 1, Map.of());
    private static final int ENCODED_BATCHES = 32;
    private static final int ENCODE_ROUNDS = 20;
    /** Bytes of a trace for tools that take minutes for a long one. */
    private static final int HEAD_BYTES = 16 << 20;

    private final Path trace;
    private final Path ingested;
    private final TraceFormat format;

    private IngestBench(Path trace, Path directory) throws IOException {
        this.trace = trace;
        ingested = directory.resolve(trace.getFileName() + ".parquet");
        try (var in = Files.newInputStream(trace)) {
            format = TraceFormat.of(new Head(in.readNBytes(Head.LENGTH))).orElseThrow();
        }
    }

    public static void main(String[] args) throws IOException {
        var directory = Path.of(args[0]);
        long bytes = (args.length > 1 ? Long.parseLong(args[1]) : 1024) << 20;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        System.out.printf(
                "%s %s, %d processors, %s %s%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"));
        var traces = new ArrayList<>(List.of(
                generated(directory.resolve("virtio.simpletrace"), out -> VirtioTrace.write(out, bytes)),
                generated(directory.resolve("kvm.ftrace.txt"), out -> KvmTrace.write(out, bytes)),
                generated(directory.resolve("kvm.trace.dat"), out -> DatTrace.write(out, bytes))));
        Arrays.stream(args).skip(3).map(Path::of).forEach(traces::add);
        generated(directory.resolve("head.simpletrace"), out -> VirtioTrace.write(out, HEAD_BYTES));
        Files.writeString(directory.resolve("trace-events"), VirtioTrace.DECLARATIONS);
        for (var trace : traces) {
            var bench = new IngestBench(trace, directory);
            for (int round = 0; round < rounds; round++) {
                bench.decode();
                bench.encode();
                bench.ingest();
                bench.splits();
            }
        }
    }

    private interface Generator {
        void write(OutputStream out) throws IOException;
    }

    private static Path generated(Path file, Generator generator) throws IOException {
        if (!Files.exists(file)) {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                generator.write(out);
            }
        }
        return file;
    }

    private void decode() throws IOException {
        var watch = new Watch();
        long events = 0;
        try (var allocator = new RootAllocator();
                var batch = new EventBatch(allocator, new Names());
                var in = new ByteCursor(trace.toString(), Files.newInputStream(trace))) {
            var decoder = format.open(decodeInput(in, batch.names()));
            boolean more = true;
            while (more) {
                batch.reset();
                more = decoder.read(batch);
                events += batch.rows();
            }
        }
        print("decode", events, watch, Files.size(trace));
    }

    /** The trace's first batches, written over and over. */
    private void encode() throws IOException {
        var batches = new ArrayList<EventBatch>();
        var file = ingested.resolveSibling("encoded.parquet");
        try (var allocator = new RootAllocator();
                var in = new ByteCursor(trace.toString(), Files.newInputStream(trace))) {
            var names = new Names();
            var decoder = format.open(decodeInput(in, names));
            boolean more = true;
            while (more && batches.size() < ENCODED_BATCHES) {
                batches.add(new EventBatch(allocator, names));
                more = decoder.read(batches.get(batches.size() - 1));
            }
            encode(batches, file);
            batches.forEach(EventBatch::close);
        }
        Files.delete(file);
    }

    private void encode(List<EventBatch> batches, Path file) throws IOException {
        var watch = new Watch();
        try (var writer = new EventFileWriter(new LocalOutputFile(file), SPEC)) {
            for (int round = 0; round < ENCODE_ROUNDS; round++) {
                for (var batch : batches) {
                    writer.write(batch);
                }
            }
            var stats = writer.finish();
            print("encode", stats.rows(), watch, stats.bytes());
        }
    }

    private void ingest() throws IOException {
        var watch = new Watch();
        SourceResult result;
        try (var allocator = new RootAllocator()) {
            var input = new SourceInput(
                    trace.toString(),
                    format::open,
                    () -> Files.newInputStream(trace),
                    Optional.of(declarations()),
                    Optional.empty());
            result = new SourceWriter(allocator, ingested.toAbsolutePath().getParent())
                    .write(input, SPEC, target(ingested));
        }
        print(
                "trace to Parquet",
                result.events(),
                watch,
                result.file().orElseThrow().bytes());
        System.out.printf(
                "    %s, %d late, issues %s%n",
                result.format(),
                result.lateEvents(),
                result.issues().stream().limit(3).toList());
    }

    /** All splits of the trace, as many at once as there are processors. */
    private void splits() throws IOException {
        var input = new SourceInput(
                trace.toString(),
                format::open,
                () -> Files.newInputStream(trace),
                Optional.of(declarations()),
                Optional.empty());
        var source = new SplitSource(format, input, at -> new ReadAhead(opened(at)), Files.size(trace));
        var watch = new Watch();
        var splits = SplitPlanner.of(source, SplitSize.configured());
        var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        var results = splits.stream()
                .map(split -> CompletableFuture.supplyAsync(() -> split(source, split), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        threads.shutdown();
        if (!splits.isEmpty()) {
            var all = SplitJoin.of(trace.toString(), results).orElseThrow();
            print(
                    splits.size() + " splits to Parquet",
                    all.events(),
                    watch,
                    all.file().orElseThrow().bytes());
        }
    }

    private InputStream opened(long at) throws IOException {
        var in = Files.newInputStream(trace);
        in.skipNBytes(at);
        return in;
    }

    private SplitResult split(SplitSource source, FileSplit split) {
        try (var allocator = new RootAllocator()) {
            return new SourceWriter(allocator, ingested.toAbsolutePath().getParent())
                    .write(
                            pool -> new SplitDecoding(source, split, pool),
                            SPEC,
                            target(ingested.resolveSibling(ingested.getFileName() + "." + split.index())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void print(String what, long events, Watch watch, long bytes) {
        double seconds = watch.seconds();
        System.out.printf(
                "%-20s %-18s %6.1f M events %6.2f s %6.2f M events/s | caller %6.2f CPU s %6.2f M events/CPU s"
                        + " | process %6.2f CPU s | %6.2f B/event%n",
                trace.getFileName(),
                what,
                events / 1e6,
                seconds,
                events / 1e6 / seconds,
                watch.callerSeconds(),
                events / 1e6 / watch.callerSeconds(),
                watch.processSeconds(),
                (double) bytes / events);
    }

    /**
     * Time since it was made: on the wall, of this thread, which other load disturbs less, and of the process, where the
     * encoding thread, the compiler and the collector are in it too.
     */
    private static final class Watch {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private static final OperatingSystemMXBean PROCESS =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        private final long beginNs = System.nanoTime();
        private final long callerNs = THREADS.getCurrentThreadCpuTime();
        private final long processNs = PROCESS.getProcessCpuTime();

        double seconds() {
            return (System.nanoTime() - beginNs) / 1e9;
        }

        double callerSeconds() {
            return (THREADS.getCurrentThreadCpuTime() - callerNs) / 1e9;
        }

        double processSeconds() {
            return (PROCESS.getProcessCpuTime() - processNs) / 1e9;
        }
    }

    private DecodeInput decodeInput(ByteCursor in, Names names) {
        return new DecodeInput(in, names, new IssueLog(), Optional.of(declarations()), Optional.empty());
    }

    private static Declarations declarations() {
        return new Declarations("trace-events", VirtioTrace.DECLARATIONS.getBytes(StandardCharsets.US_ASCII));
    }

    private static EventFileTarget target(Path file) {
        return new EventFileTarget() {
            @Override
            public OutputFile create() {
                return new LocalOutputFile(file);
            }

            @Override
            public void discard(OutputFile discarded) throws IOException {
                Files.delete(file);
            }
        };
    }
}
