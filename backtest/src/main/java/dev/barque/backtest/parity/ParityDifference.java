package dev.barque.backtest.parity;

import java.time.Instant;
import java.util.Objects;

/**
 * One field that live and replay do not share.
 *
 * @param time which bar, by the instant at which it became complete
 * @param field a path such as {@code views[1].confidence} or {@code features.liquidity.present.amihud}; {@code record} for a
 *     record that is missing or that has no bar
 * @param live what the log or the store has
 * @param replay what comes out today
 */
public record ParityDifference(Instant time, String field, String live, String replay) {
    /** Nulls are refused. */
    public ParityDifference {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(replay, "replay");
    }
}
