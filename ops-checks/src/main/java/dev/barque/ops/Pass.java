package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One pass over some checks, on the thread that asked for it: starts what can be started, waits, gives up what is overdue. It ends no
 * later than the deadlines along the longest chain of dependencies. The lock of {@link Workers} is held except while it waits.
 */
final class Pass {
    /** For so long the queue may stand still before there are more threads. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A time that is handed in may run faster than the real one that waiting goes by. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final HealthRunner runner;
    private final Workers workers;
    private final List<Slot> open;
    private final Set<Slot> settled = new HashSet<>();
    /** Runs that this pass waits for, and how many results their slots had before. */
    private final Map<Slot, Long> awaited = new HashMap<>();

    Pass(HealthRunner runner, Workers workers, List<Slot> inOrderOfDependencies) {
        this.runner = runner;
        this.workers = workers;
        open = new ArrayList<>(inOrderOfDependencies);
    }

    /** The checks that have no result because it was interrupted or the runner closed; the interrupt is kept. */
    List<Slot> run() {
        try {
            long finished = workers.finished();
            boolean waited = false;
            while (!workers.isClosed() && progress()) {
                boolean waiting = workers.isWaiting();
                if (waiting && waited && finished == workers.finished()) {
                    workers.grow();
                }
                waited = waiting;
                finished = workers.finished();
                long wait = Math.min(untilNextDeadline(), waiting ? PATIENCE_NANOS : LONGEST_WAIT_NANOS);
                if (wait > 0) {
                    await(wait, waiting);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return open;
    }

    /** Answers wake it, except that growing has to see a whole stretch of patience without any. */
    private void await(long nanos, boolean waiting) throws InterruptedException {
        long left = nanos;
        do {
            left = workers.answered.awaitNanos(left);
        } while (waiting && left > 0 && workers.isWaiting() && !workers.isClosed());
    }

    /** Whether something is still open after all that can be done now was done. */
    private boolean progress() {
        boolean moved = true;
        while (moved) {
            moved = open.removeIf(slot -> {
                if (isSettled(slot)) {
                    settled.add(slot);
                    return true;
                }
                return false;
            });
        }
        return !open.isEmpty();
    }

    private boolean isSettled(Slot slot) {
        long now = runner.now();
        Long before = awaited.get(slot);
        if (before == null) {
            return isReady(slot) && begin(slot, now);
        }
        if (slot.conclusions != before) {
            return true;
        }
        Execution run = slot.running;
        if (run != null && !run.overdue) {
            if (run.isOver(now)) {
                Duration deadline = slot.entry.descriptor().deadline();
                if (workers.expire(run)) {
                    runner.concludeUnknown(slot, OpsErrors.timedOut(slot.id(), deadline), deadline, true);
                } else {
                    slot.running = null;
                    String reason = OpsErrors.noThreadInTime(slot.id(), deadline, workers.most());
                    runner.concludeUnknown(slot, reason, Duration.ZERO, false);
                }
                return true;
            }
            if (run.thread == null && workers.isExhausted()) {
                workers.expire(run);
                slot.running = null;
                return giveUp(slot);
            }
        }
        return false;
    }

    private boolean isReady(Slot slot) {
        for (Slot dependency : slot.dependencies) {
            if (!settled.contains(dependency)) {
                return false;
            }
        }
        return true;
    }

    /** Whether its result is there at once. */
    private boolean begin(Slot slot, long now) {
        Slot cause = cause(slot);
        if (cause != null) {
            runner.explain(slot, cause);
            return true;
        }
        if (slot.isFresh(now)) {
            return true;
        }
        Execution run = slot.running;
        if (run != null && run.overdue) {
            Duration since = Duration.ofNanos(now - run.submitted);
            runner.concludeUnknown(slot, OpsErrors.stillRunning(slot.id(), since), Duration.ZERO, true);
            return true;
        }
        if (run == null) {
            if (workers.isExhausted()) {
                return giveUp(slot);
            }
            run = new Execution(slot, now);
            slot.running = run;
            Throwable problem = workers.submit(run);
            if (problem != null) {
                slot.running = null;
                runner.concludeUnknown(slot, OpsErrors.noThread(slot.id(), problem), Duration.ZERO, false);
                return true;
            }
        }
        awaited.put(slot, slot.conclusions);
        return false;
    }

    private boolean giveUp(Slot slot) {
        runner.concludeUnknown(slot, OpsErrors.allStuck(slot.id(), workers.stuck()), Duration.ZERO, false);
        return true;
    }

    private static @Nullable Slot cause(Slot slot) {
        for (Slot dependency : slot.dependencies) {
            if (dependency.explains()) {
                return dependency;
            }
        }
        return null;
    }

    private long untilNextDeadline() {
        long now = runner.now();
        long least = Long.MAX_VALUE;
        for (Slot slot : awaited.keySet()) {
            Execution run = slot.running;
            if (run != null && !run.overdue) {
                least = Math.min(least, run.deadline - now);
            }
        }
        return least;
    }
}
