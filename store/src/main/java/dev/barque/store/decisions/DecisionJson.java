package dev.barque.store.decisions;

import dev.barque.core.decision.Decision;
import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.decision.RecordLine;
import java.nio.charset.StandardCharsets;

/**
 * A decision as one line of JSON: everything that it says, in a fixed order of fields, the same bytes on every JVM.
 *
 * <p>{@code docs/decision-log.md} describes the fields. Numbers come back bit by bit; those that are not finite are the texts
 * {@code NaN}, {@code Infinity} and {@code -Infinity}.
 */
public final class DecisionJson {
    private DecisionJson() {}

    /** The decision on one line, without a line end; what the log adds, its number and check sum, is not there. */
    public static String of(Decision decision) {
        return new String(RecordLine.unnumbered(decision), StandardCharsets.UTF_8);
    }

    /**
     * The decision of such a line, or of a line of the log, whose check sum is not looked at. Evidence comes back as text.
     * Throws {@link BarqueException} with code {@code store.not-a-decision}.
     */
    public static Decision parse(String line) {
        try {
            return RecordLine.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw StoreErrors.notADecision(String.valueOf(e.getMessage()), e);
        }
    }
}
