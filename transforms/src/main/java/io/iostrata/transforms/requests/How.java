package io.iostrata.transforms.requests;

/** How a layer of a request was found, strongest first; as written in {@code request_layers.match}, in lower case. */
enum How {
    /** Its span is the request. */
    ANCHOR,
    /** The same pointer as its neighbour's. */
    KEY,
    /** The same device, sectors and time. */
    PLACE,
    /** The only one in its neighbour's time. */
    CONTAINMENT,
    /** The first free of several in its neighbour's time. */
    ORDER,
    /** One that serves several requests. */
    SHARED,
    /** The last begin before its neighbour and the first end after it. */
    SIGNALS;

    /** True where the passage may be longer than the request was in the layer, as it began or ended with another. */
    boolean isOfSeveral() {
        return this == SHARED || this == SIGNALS;
    }
}
