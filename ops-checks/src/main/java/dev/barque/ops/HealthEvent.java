package dev.barque.ops;

import java.time.Instant;

/**
 * A check has a new result.
 *
 * @param at when it was known, by the clock of the context
 * @param state what is known now
 * @param before the status that was shown before; the same one when nothing changed, unknown at first
 */
public record HealthEvent(Instant at, CheckState state, HealthStatus before) {
    /** Whether what is shown has changed. */
    public boolean isChange() {
        return before != state.status();
    }
}
