package dev.barque.core.decision;

import java.time.Instant;

/**
 * A switch that lives as long as the process: for calls of the host and for signals that the host listens to. It forgets with
 * the process; the one of the store does not. Safe for use by several threads.
 */
public final class MemoryKillSwitch implements KillSwitch {
    private volatile State state = State.never();

    /** Forbids trades from the next bar on. */
    public void on(Instant now, String by, String reason) {
        state = State.on(now, by, reason);
    }

    /** Allows them again. */
    public void off(Instant now, String by, String reason) {
        state = State.off(now, by, reason);
    }

    @Override
    public State state() {
        return state;
    }
}
