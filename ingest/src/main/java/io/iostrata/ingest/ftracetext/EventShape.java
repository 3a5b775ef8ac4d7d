package io.iostrata.ingest.ftracetext;

/** How the text of one event becomes the arguments of its row. All of the text ends up in them. */
interface EventShape {
    void append(EventRow row, int from, int to);
}
