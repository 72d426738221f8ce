package dev.barque.cli.conformance;

import java.util.List;

/**
 * How all case files of a folder came out.
 *
 * @param files one for each file, in the order in which they were run
 */
public record ConformanceReport(List<FileResult> files) {
    /** Copies the list. */
    public ConformanceReport {
        files = List.copyOf(files);
    }

    /** How many cases came out so. */
    public long count(Outcome.Kind kind) {
        return files.stream().mapToLong(f -> f.count(kind)).sum();
    }

    /** Whether at least one case ran and none failed. */
    public boolean isConforming() {
        return count(Outcome.Kind.FAILED) == 0
                && files.stream().anyMatch(f -> !f.outcomes().isEmpty());
    }
}
