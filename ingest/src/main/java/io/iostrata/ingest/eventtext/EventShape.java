package io.iostrata.ingest.eventtext;

/** How the text of one event becomes the arguments of its row. All of the text ends up in them. */
public interface EventShape {
    void append(EventRow row, int from, int to);
}
