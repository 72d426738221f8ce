package dev.barque.store.decisions;

import dev.barque.core.decision.Decision;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A decision and where it stands.
 *
 * @param decision what was decided; evidence is text
 * @param number its place in the log of its date, from 0
 * @param file the segment
 * @param line counted from 1, in the segment when it is unpacked
 */
public record LoggedDecision(Decision decision, long number, Path file, long line) {
    /** Nulls are refused. */
    public LoggedDecision {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(file, "file");
    }
}
