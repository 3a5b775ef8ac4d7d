/**
 * One large file read in splits, each by itself: where it is cut ({@link io.iostrata.ingest.split.SplitPlanner}), how a
 * split is read ({@link io.iostrata.ingest.split.SplitDecoding}), and what all of them tell of the file ({@link
 * io.iostrata.ingest.split.SplitJoin}), which is what a reading of the whole file tells, or nothing.
 */
package io.iostrata.ingest.split;
