package dev.barque.store.decisions;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What reading a log found beside decisions.
 *
 * @param decisions how many were handed out
 * @param damaged what was passed over
 * @param damagedLines how many lines that are, also where only the first ones of them are listed
 */
public record DecisionReport(long decisions, List<Damage> damaged, long damagedLines) {
    /** Copies the list. */
    public DecisionReport {
        damaged = List.copyOf(damaged);
    }

    /** Whether every line was a decision and none was missing. */
    public boolean isClean() {
        return damaged.isEmpty();
    }

    /**
     * A place where a decision could not be read.
     *
     * @param file the segment
     * @param line counted from 1; 0 when it is about the segment as a whole
     * @param found what is wrong with it
     */
    public record Damage(Path file, long line, String found) {
        /** Nulls are refused. */
        public Damage {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(found, "found");
        }

        @Override
        public String toString() {
            return file + (line == 0 ? "" : ", line " + line) + ": " + found;
        }
    }
}
