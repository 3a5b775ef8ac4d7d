package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import io.iostrata.ingest.format.BlockOperation;
import io.iostrata.ingest.format.LongColumn;
import io.iostrata.ingest.format.Names;
import java.util.List;

/**
 * A block layer event: its fields, and what they say. {@code op} follows from the rwbs letters; {@code bytes} is what is
 * printed or, where that is nothing or 0 (kernels before 4.11), the sectors times 512.
 */
final class BlockShape implements EventShape {
    private static final long MOST_SECTORS = 1L << 53;

    private final List<PrintFormat> formats;
    private final EventShape otherwise;
    private final int rwbs;
    private final int sectors;
    private final int bytes;
    private final int op;

    BlockShape(List<PrintFormat> formats, Names names, EventShape otherwise) {
        this.formats = formats;
        this.otherwise = otherwise;
        rwbs = names.id("rwbs");
        sectors = names.id("nr_sector");
        bytes = names.id("bytes");
        op = names.id("op");
    }

    @Override
    public void append(EventRow row, int from, int to) {
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).fits(row, from, to)) {
                formats.get(i).append(row);
                derive(row, formats.get(i));
                return;
            }
        }
        otherwise.append(row, from, to);
    }

    private void derive(EventRow row, PrintFormat format) {
        long count = format.number(sectors, -1);
        if (format.number(bytes, 0) == 0 && count >= 0 && count < MOST_SECTORS) {
            row.column(LongColumn.BYTES, count * 512);
        }
        int letters = format.slot(rwbs);
        if (letters >= 0) {
            BlockOperation.of(row.bytes(), format.begin(letters), format.end(letters), count)
                    .append(row.batch(), op);
        }
    }
}
