package dev.barque.core.decision;

import java.util.Objects;

/**
 * A number from outside the bars, such as the level of a volatility index, with the instant from which it could be known.
 *
 * @param name such as {@code volatility_index}
 * @param value in the unit that the name stands for; NaN when unknown
 * @param knownMicros from when it could be known, UTC microseconds
 * @param note what people should know of it, such as who switched and why; may be empty
 */
public record Reading(String name, double value, long knownMicros, String note) {
    /** Level of a volatility index, in its points. */
    public static final String VOLATILITY_INDEX = "volatility_index";
    /** Whether trading in the symbol is halted: 0 when it is not, 1 when it is. */
    public static final String HALTED = "halted";
    /** How often engines and agents have failed so far; starts again at 0 with the process that counts. */
    public static final String FAILURES = "failures";
    /** Whether somebody has forbidden all trades: 0 or 1, see {@link KillSwitch}. */
    public static final String KILL_SWITCH = "kill_switch";

    /** Nulls are refused. */
    public Reading {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(note, "note");
    }

    /** A reading of which there is nothing more to say. */
    public Reading(String name, double value, long knownMicros) {
        this(name, value, knownMicros, "");
    }
}
