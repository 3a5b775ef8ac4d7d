package io.iostrata.ingest.parquet;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** An output file that knows how many bytes were written to it, after it was closed too. */
final class MeasuredOutput implements OutputFile {
    private final OutputFile file;
    private PositionOutputStream out;
    private long bytes;

    MeasuredOutput(OutputFile file) {
        this.file = file;
    }

    long bytes() {
        return bytes;
    }

    /** Closes what was written so far, if anything was. */
    void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return measured(file.create(blockSizeHint));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return measured(file.createOrOverwrite(blockSizeHint));
    }

    @Override
    public boolean supportsBlockSize() {
        return file.supportsBlockSize();
    }

    @Override
    public long defaultBlockSize() {
        return file.defaultBlockSize();
    }

    private PositionOutputStream measured(PositionOutputStream stream) {
        out = new PositionOutputStream() {
            @Override
            public long getPos() {
                return bytes;
            }

            @Override
            public void write(int b) throws IOException {
                stream.write(b);
                bytes++;
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                stream.write(from, offset, length);
                bytes += length;
            }

            @Override
            public void flush() throws IOException {
                stream.flush();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
        return out;
    }
}
