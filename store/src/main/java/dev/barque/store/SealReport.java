package dev.barque.store;

/**
 * What was sealed.
 *
 * @param partitions how many partitions have a new version
 * @param rows how many rows left the log; of rows that are equal in all their content, one is kept
 */
public record SealReport(int partitions, long rows) {}
