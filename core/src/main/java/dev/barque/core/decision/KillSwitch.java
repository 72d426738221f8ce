package dev.barque.core.decision;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Forbids all trades while it is on. Asked at every bar. A switch that cannot say what it is counts as on: it throws, and the
 * reading that is made of it is NaN, which no guard takes for off. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface KillSwitch {
    /** What it is now. */
    State state();

    /** The reading {@link Reading#KILL_SWITCH} for each bar, known at the bar's instant, with who switched and why. */
    default ReadingSource reading() {
        return (symbol, timeMicros) -> Optional.of(readingAt(timeMicros));
    }

    private Reading readingAt(long timeMicros) {
        try {
            State state = state();
            return new Reading(Reading.KILL_SWITCH, state.on() ? 1 : 0, timeMicros, state.on() ? state.text() : "");
        } catch (RuntimeException e) {
            return new Reading(Reading.KILL_SWITCH, Double.NaN, timeMicros, "the switch cannot be read: " + e);
        }
    }

    /** On when one of several is on, and then as the first of those says. */
    static KillSwitch anyOf(List<KillSwitch> switches) {
        List<KillSwitch> all = List.copyOf(switches);
        return () -> {
            State last = State.never();
            for (KillSwitch one : all) {
                State state = one.state();
                if (state.on()) {
                    return state;
                }
                last = state.since().isAfter(last.since()) ? state : last;
            }
            return last;
        };
    }

    /**
     * What a switch is, since when, by whom and why.
     *
     * @param on whether trades are forbidden
     * @param since when it was switched; the epoch when nobody knows
     * @param by who did, such as a person or a program
     * @param reason why
     */
    record State(boolean on, Instant since, String by, String reason) {
        private static final State NEVER = new State(false, Instant.EPOCH, "nobody", "never switched");

        /** Nulls are refused. */
        public State {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(reason, "reason");
        }

        /** Off, because nobody ever switched it. */
        public static State never() {
            return NEVER;
        }

        /** Trades are forbidden. */
        public static State on(Instant since, String by, String reason) {
            return new State(true, since, by, reason);
        }

        /** Trades are allowed again. */
        public static State off(Instant since, String by, String reason) {
            return new State(false, since, by, reason);
        }

        /** For people, such as {@code on since 2026-03-02T15:04:05Z by anna: feed is wrong}. */
        public String text() {
            return (on ? "on" : "off") + (since.equals(Instant.EPOCH) ? "" : " since " + since + " by " + by) + ": "
                    + reason;
        }
    }
}
