package io.iostrata.jobs.lake;

import java.util.List;

/**
 * How many of a table's files go into one partition of a scan. A file is never cut; small ones are put together, since a
 * task costs as much as reading some thousand events.
 *
 * @param partitionBytes no file is larger; a partition takes files up to this
 * @param leastFileBytes what a smaller file counts as
 */
public record FilePacking(long partitionBytes, long leastFileBytes) {
    /** So that the slowest task of a scan is a small part of it. */
    private static final int PARTITIONS_PER_CORE = 4;

    /** Most files a partition holds: a task that writes keeps a file open for each of their runs. */
    private static final int FILES_PER_PARTITION = 64;

    private static final long FILE_BYTES = 1 << 18;

    public static FilePacking of(List<Long> fileBytes, int cores) {
        long total =
                fileBytes.stream().mapToLong(size -> Math.max(size, FILE_BYTES)).sum();
        long largest = fileBytes.stream().mapToLong(size -> size).max().orElse(0);
        long partition = Math.max(largest, total / ((long) cores * PARTITIONS_PER_CORE) + 1);
        return new FilePacking(partition, Math.max(FILE_BYTES, partition / FILES_PER_PARTITION));
    }
}
