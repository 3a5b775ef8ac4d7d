package io.iostrata.ingest.archive;

import io.iostrata.ingest.format.Issue;

/**
 * What is wrong with an archive and belongs to no single run.
 *
 * @param place path of the file or directory; of a member of a container, that of the container
 */
public record ArchiveIssue(String place, Issue issue) {}
