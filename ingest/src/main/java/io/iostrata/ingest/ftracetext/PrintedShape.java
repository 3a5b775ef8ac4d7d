package io.iostrata.ingest.ftracetext;

import io.iostrata.ingest.eventtext.EventRow;
import io.iostrata.ingest.eventtext.EventShape;
import java.util.List;

/** An event whose print formats are known: the first that fits; text of another kernel is taken as it describes itself. */
final class PrintedShape implements EventShape {
    private final List<PrintFormat> formats;
    private final EventShape otherwise;

    PrintedShape(List<PrintFormat> formats, EventShape otherwise) {
        this.formats = formats;
        this.otherwise = otherwise;
    }

    @Override
    public void append(EventRow row, int from, int to) {
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).fits(row, from, to)) {
                formats.get(i).append(row);
                return;
            }
        }
        otherwise.append(row, from, to);
    }
}
