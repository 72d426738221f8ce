package dev.barque.benchmarks;

import java.time.Clock;

/** Thirty checks that cost nothing themselves, and how often all of them are asked in a run. */
public record ThirtyChecks(int passes) implements AutoCloseable {
    /** How many checks there are. */
    public static final int CHECKS = HealthPass.CHEAP;

    /** What a check finds. */
    public static String found(Clock clock) {
        return "All is well at " + clock.millis() + ".";
    }

    @Override
    public void close() {}
}
