package io.iostrata.ingest.benchmark;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;

/** Buckets of a distribution that a tool counted by itself, as rows {@code histogram_bucket}. */
final class HistogramRows {
    private final Names names;

    /**
     * One bucket.
     *
     * @param lo lowest value, inclusive; the smallest long where it is open
     * @param hi highest value, exclusive; the largest long where it is open
     * @param unit ns, us, ms or s; empty where the tool does not tell
     * @param print which printing of its histogram it is of, from 1: the last counts
     */
    record Bucket(String name, long lo, long hi, long count, String unit, int print) {}

    HistogramRows(Names names) {
        this.names = names;
    }

    void append(EventBatch batch, long row, Bucket bucket) {
        batch.begin(row, names.id("histogram_bucket"));
        text(batch, "name", bucket.name());
        if (bucket.lo() != Long.MIN_VALUE) {
            number(batch, "lo", bucket.lo());
        }
        if (bucket.hi() != Long.MAX_VALUE) {
            number(batch, "hi", bucket.hi());
        }
        number(batch, "count", bucket.count());
        if (!bucket.unit().isEmpty()) {
            text(batch, "unit", bucket.unit());
        }
        number(batch, "print", bucket.print());
        batch.end();
    }

    private void number(EventBatch batch, String name, long value) {
        batch.arg(names.id(name), ArgKind.DECIMAL, value);
    }

    private void text(EventBatch batch, String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.arg(names.id(name), utf8, 0, utf8.length);
    }
}
