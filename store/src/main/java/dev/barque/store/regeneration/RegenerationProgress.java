package dev.barque.store.regeneration;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a regeneration is.
 *
 * @param partitions how many there are, a partition being a symbol and a date
 * @param done how many of them are done, those that an earlier run of the job did among them
 * @param rows rows computed by this run
 * @param rowsPerSecond rows computed by this run for each second of it; 0 in its first instant
 * @param left how long the rest will take at the pace of this run so far; empty while there is no pace
 */
public record RegenerationProgress(
        int partitions, int done, long rows, double rowsPerSecond, Optional<Duration> left) {}
