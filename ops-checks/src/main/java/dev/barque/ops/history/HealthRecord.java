package dev.barque.ops.history;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthEvent;
import dev.barque.ops.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a history.
 *
 * @param at when the result was known
 * @param check the id of the check
 * @param status what was shown
 * @param observed what the result itself said; another one while damping held it back
 * @param took how long the run took, in whole microseconds
 * @param text the result in a line, cut off behind 500 characters
 * @param explainedBy the check that explains why this one was not run
 * @param maintenance why trouble was expected
 */
public record HealthRecord(
        Instant at,
        String check,
        HealthStatus status,
        HealthStatus observed,
        Duration took,
        String text,
        Optional<String> explainedBy,
        Optional<String> maintenance) {
    private static final int LONGEST = 500;

    static HealthRecord of(HealthEvent event) {
        CheckState state = event.state();
        String text = state.text();
        return new HealthRecord(
                event.at(),
                state.id(),
                state.status(),
                state.observed(),
                Duration.ofNanos(state.result().took().toNanos() / 1_000 * 1_000),
                text.length() <= LONGEST ? text : text.substring(0, LONGEST),
                state.explainedBy(),
                state.maintenance());
    }
}
