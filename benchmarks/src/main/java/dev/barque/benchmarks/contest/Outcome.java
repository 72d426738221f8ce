package dev.barque.benchmarks.contest;

import java.util.List;

/**
 * What came of one question.
 *
 * @param question its id
 * @param asks the question
 * @param work what all did, and on how much
 * @param unit how times are shown
 * @param date the day, UTC
 * @param command what to type to have it again
 * @param jvm version of the JVM
 * @param machine processors and their kind
 * @param distance why ours takes longer than the limit, where it takes more than twice as long; may be empty
 * @param lines in the order of the question
 * @param bars what was asked of ours; empty for a quick dose
 */
public record Outcome(
        String question,
        String asks,
        String work,
        Unit unit,
        String date,
        String command,
        String jvm,
        String machine,
        String distance,
        List<LineOutcome> lines,
        List<BarOutcome> bars) {
    /**
     * What came of one line.
     *
     * @param nanos per operation, the median of rounds; NaN when it did not run
     * @param least of the rounds
     * @param most of the rounds
     * @param bytes of heap per operation, the least of the rounds, of all threads of the JVM; NaN when it works outside of it
     * @param note why it did not run, or what else has to be known; may be empty
     */
    public record LineOutcome(
            String name, Role role, int threads, double nanos, double least, double most, double bytes, String note) {
        /** Whether there is a time. */
        public boolean measured() {
            return !Double.isNaN(nanos);
        }
    }

    /** A bar, and how far it is met: at least 1 when it is, NaN when it cannot be said. */
    public record BarOutcome(String text, double reached) {
        /** Whether it is known to be missed. */
        public boolean missed() {
            return reached < 1;
        }
    }

    /** The first of our lines. */
    public LineOutcome ours() {
        return lines.stream()
                .filter(line -> line.role() == Role.OURS)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(question + " has no line of ours"));
    }

    /** Our line with as many threads as another, or the first. */
    public LineOutcome oursBeside(LineOutcome other) {
        return lines.stream()
                .filter(line -> line.role() == Role.OURS && line.threads() == other.threads())
                .findFirst()
                .orElseGet(this::ours);
    }

    /** The line of this name. */
    public LineOutcome line(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(question + " has no line " + name));
    }

    /** How many times as long as the limit our first line takes; NaN without a limit. */
    public double timesLimit() {
        return lines.stream()
                .filter(line -> line.role() == Role.LIMIT && line.measured())
                .mapToDouble(line -> ours().nanos() / line.nanos())
                .findFirst()
                .orElse(Double.NaN);
    }
}
