package io.iostrata.transforms.requests;

/** A layer of a request. */
record Match(Passage passage, How how) {}
