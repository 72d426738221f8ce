package dev.barque.store.training;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What was written.
 *
 * @param file the data
 * @param manifest the file beside it that says what went in
 * @param rows questions, one row each
 * @param matched by the name of each group of features, how many questions have an answer
 * @param knownAt no answer was known later than this
 * @param sha256 of the data file
 */
public record TrainingSetReport(
        Path file, Path manifest, long rows, Map<String, Long> matched, Instant knownAt, String sha256) {
    /** The map is copied. */
    public TrainingSetReport {
        matched = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(matched));
    }
}
