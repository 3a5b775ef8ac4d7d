package io.iostrata.ingest.parquet;

import io.iostrata.ingest.format.ArgKind;
import io.iostrata.ingest.format.EventBatch;
import io.iostrata.ingest.format.IntColumn;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Random rows whose columns each have a habit of their own: never, always or sometimes set; few or many values. */
public final class RandomEvents {
    private static final byte[] NOT_UTF8 = {'a', (byte) 0xff, (byte) 0x80};
    private static final byte[] UTF8 = "größe 空".getBytes(StandardCharsets.UTF_8);

    private final Random random;
    private final Names names;
    private final int[] presence = new int[LongColumn.values().length + IntColumn.values().length];
    private final int[] distinct = new int[presence.length];
    private long seq;

    public RandomEvents(long seed, Names names) {
        random = new Random(seed);
        this.names = names;
        for (int i = 0; i < presence.length; i++) {
            presence[i] = random.nextInt(4);
            distinct[i] = 1 << random.nextInt(20);
        }
    }

    public void fill(EventBatch batch, int rows) {
        for (int row = 0; row < rows && !batch.isFull(); row++) {
            batch.begin(seq++, names.id("event" + random.nextInt(20)));
            for (var column : LongColumn.values()) {
                if (column != LongColumn.SEQ && isSet(column.ordinal(), row)) {
                    batch.set(column, value(column.ordinal()));
                }
            }
            for (var column : IntColumn.values()) {
                int habit = LongColumn.values().length + column.ordinal();
                if (column != IntColumn.EVENT && isSet(habit, row)) {
                    batch.set(column, column.isName() ? names.id("n" + random.nextInt(300)) : (int) value(habit));
                }
            }
            args(batch);
            batch.end();
        }
    }

    private boolean isSet(int habit, int row) {
        return switch (presence[habit]) {
            case 0 -> false;
            case 1 -> true;
            case 2 -> random.nextBoolean();
            default -> row / 500 % 2 == 0;
        };
    }

    private long value(int habit) {
        int index = random.nextInt(distinct[habit]);
        return index == 0 ? Long.MIN_VALUE : index * 0x9e3779b97f4a7c15L;
    }

    private void args(EventBatch batch) {
        int count = random.nextInt(3) == 0 ? 0 : random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int key = names.id("arg" + i);
            switch (random.nextInt(5)) {
                case 0 -> batch.arg(key, ArgKind.HEX, random.nextLong() >>> random.nextInt(64));
                case 1 -> batch.arg(key, ArgKind.DECIMAL, random.nextInt(10) - 5);
                case 2 -> batch.arg(key, ArgKind.UNSIGNED, -random.nextInt(10));
                case 3 -> batch.arg(key, NOT_UTF8, 0, random.nextInt(NOT_UTF8.length + 1));
                default -> batch.arg(key, UTF8, 0, UTF8.length);
            }
        }
    }
}
