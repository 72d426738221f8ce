package dev.barque.ops.checks.data;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.LockState;
import java.time.Duration;
import java.util.Set;

/**
 * Does the right one hold the writer's lock of the home? A lock that this process lost is unhealthy whatever is expected. A lock
 * that a dead process left is none: it went with the process, and the file says only who it was.
 *
 * @param expected who should hold it
 */
public record WriterLock(Expected expected) implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "writer-lock",
            "Does the right one hold the writer's lock of the home?",
            Set.of(DataHome.class),
            Duration.ofSeconds(5),
            Criticality.CRITICAL,
            Set.of("data", "readiness"));

    /** Who should hold a lock. */
    public enum Expected {
        /** Whoever it is, or nobody. */
        ANYBODY,
        /** Some process, this one or another. */
        SOMEBODY,
        /** This process. */
        THIS_PROCESS,
        /** Nobody: before a restore, for example. */
        NOBODY
    }

    /** Held by whoever it is; only a lost lock is trouble. */
    public WriterLock() {
        this(Expected.ANYBODY);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        DataHome home = context.get(DataHome.class);
        String where = home.directory().resolve(".lock").toString();
        Findings findings = new Findings();
        LockState state;
        try {
            state = LockState.of(home.directory());
        } catch (BarqueException e) {
            findings.unhealthy(
                    where,
                    String.valueOf(e.getMessage()),
                    "a home that can be read",
                    "Name the right directory, or mount it.");
            return findings.or("");
        }
        String observed = words(state);
        if (state.kind() == LockState.Kind.LOST) {
            findings.unhealthy(
                    where,
                    observed,
                    "the file that was locked",
                    "Stop this process's writer at once, find out who deleted or replaced the file, see that no other writer"
                            + " has the home, then open the store again.");
        } else if (!isAsExpected(state.kind())) {
            findings.unhealthy(where, observed, wanted(), remedy());
        }
        return findings.or("The writer's lock: " + observed + ".");
    }

    private boolean isAsExpected(LockState.Kind found) {
        return switch (expected) {
            case ANYBODY -> true;
            case SOMEBODY -> found == LockState.Kind.HELD_HERE || found == LockState.Kind.HELD_ELSEWHERE;
            case THIS_PROCESS -> found == LockState.Kind.HELD_HERE;
            case NOBODY -> found == LockState.Kind.FREE || found == LockState.Kind.NEVER_HELD;
        };
    }

    private String wanted() {
        return switch (expected) {
            case ANYBODY -> "held by anybody";
            case SOMEBODY -> "held by a writer";
            case THIS_PROCESS -> "held by this process";
            case NOBODY -> "held by nobody";
        };
    }

    private String remedy() {
        return expected == Expected.NOBODY
                ? "Stop the writer first; never delete the file of a lock that is held."
                : "Start the writer of this home; when another process holds it, stop that one first.";
    }

    private static String words(LockState state) {
        return switch (state.kind()) {
            case NEVER_HELD -> "the home was never opened for writing";
            case FREE ->
                state.holder().isEmpty()
                        ? "nobody holds it"
                        : "nobody holds it; the last one was " + state.holder() + ", which closed the home or is gone";
            case HELD_HERE -> "this process holds it (" + state.holder() + ")";
            case HELD_ELSEWHERE -> "another process holds it (" + state.holder() + ")";
            case LOST -> "this process (" + state.holder() + ") locked a file that was deleted or replaced since";
        };
    }
}
