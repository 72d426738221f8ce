package dev.barque.core.decision;

import java.util.Objects;

/**
 * A number from outside the bars, such as the level of a volatility index, with the instant from which it could be known.
 *
 * @param name such as {@code volatility_index}
 * @param value in the unit that the name stands for; NaN when unknown
 * @param knownMicros from when it could be known, UTC microseconds
 */
public record Reading(String name, double value, long knownMicros) {
    /** Nulls are refused. */
    public Reading {
        Objects.requireNonNull(name, "name");
    }
}
