package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over some checks, on the thread that asked for it: queues what can begin, sees to threads for it, waits, gives up what is
 * overdue. It is woken when all that it waits for has an answer, or a cause has, not by each. The lock of {@link Workers} is held
 * except while it waits.
 */
final class Pass {
    /** A time that is handed in may run faster than the real one that waiting goes by. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final HealthRunner runner;
    private final Workers workers;
    private final Plan plan;
    private final BooleanSupplier isWoken = this::isWoken;
    /** Those that it waits for, by place. */
    private final @Nullable Execution[] runs;

    private final boolean[] settled;
    private int open;
    private int awaited;
    /** Whether there is something to do; looked at without the lock too. */
    private volatile boolean woken;
    /** Whether answers come so fast that it is not worth going to sleep for them. */
    private boolean isQuick = true;

    Pass(HealthRunner runner, Workers workers, Plan plan) {
        this.runner = runner;
        this.workers = workers;
        this.plan = plan;
        open = plan.slots.length;
        runs = new @Nullable Execution[open];
        settled = new boolean[open];
    }

    /** The checks that have no result because it was interrupted or the runner closed; the interrupt is kept. */
    List<Slot> run() {
        try {
            while (!workers.isClosed()) {
                long now = runner.now();
                settle(now);
                if (open == 0) {
                    return List.of();
                }
                long again = workers.staff();
                Throwable refusal = workers.refusal();
                if (refusal == null || !refuse(refusal)) {
                    rest(Math.min(again, untilLook(now)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return leave();
    }

    /** Of a check that somebody waits for there is a result. Called with the lock held. */
    void answered(Slot slot) {
        awaited--;
        if (awaited == 0 || slot.isCause) {
            woken = true;
            workers.answered.signalAll();
        }
    }

    private boolean isWoken() {
        return woken && !workers.lock.isLocked();
    }

    private void rest(long nanos) throws InterruptedException {
        if (!woken && isQuick) {
            workers.awake(isWoken);
        }
        long left = nanos;
        while (!woken && left > 0 && !workers.isClosed() && !workers.isDeserted()) {
            left = workers.answered.awaitNanos(left);
        }
        isQuick = woken;
        woken = false;
    }

    /** Does all that can be done now: causes come first, so that once through is enough. */
    private void settle(long now) {
        for (int i = 0; i < settled.length; i++) {
            if (!settled[i] && isSettled(i, now)) {
                settled[i] = true;
                open--;
            }
        }
    }

    private boolean isSettled(int place, long now) {
        Execution run = runs[place];
        if (run == null) {
            return isReady(place) && begin(place, now);
        }
        if (!run.hasEnded()) {
            if (run.isOver(now)) {
                expire(run);
            } else if (!run.hasBegun() && workers.isExhausted()) {
                workers.drop(run);
                giveUp(run.slot);
                run.end();
            }
        }
        return run.hasEnded();
    }

    private boolean isReady(int place) {
        for (int cause : plan.causes[place]) {
            if (!settled[cause]) {
                return false;
            }
        }
        return true;
    }

    /** Whether its result is there at once. */
    private boolean begin(int place, long now) {
        Slot slot = plan.slots[place];
        Slot cause = cause(slot);
        if (cause != null) {
            runner.explain(slot, cause);
            return true;
        }
        if (slot.isFresh(now)) {
            return true;
        }
        Execution run = slot.running;
        if (run != null && run.isOverdue()) {
            Duration since = Duration.ofNanos(run.age(now));
            runner.concludeUnknown(slot, OpsErrors.stillRunning(slot.id(), since), Duration.ZERO, true);
            return true;
        }
        if (run == null) {
            if (workers.isExhausted()) {
                giveUp(slot);
                return true;
            }
            run = new Execution(slot, now);
            slot.running = run;
            workers.submit(run);
        }
        run.watch(this);
        runs[place] = run;
        awaited++;
        return false;
    }

    private void expire(Execution run) {
        Slot slot = run.slot;
        if (run.hasBegun()) {
            workers.expire(run);
            Duration deadline = slot.descriptor.deadline();
            runner.concludeUnknown(slot, OpsErrors.timedOut(slot.id(), deadline), deadline, true);
        } else {
            workers.drop(run);
            String reason = OpsErrors.noThreadInTime(slot.id(), Duration.ofNanos(run.mostWaitNanos()), workers.most());
            runner.concludeUnknown(slot, reason, Duration.ZERO, false);
        }
        run.end();
    }

    private void giveUp(Slot slot) {
        runner.concludeUnknown(slot, OpsErrors.allStuck(slot.id(), workers.stuck()), Duration.ZERO, false);
    }

    /** There is no thread for what is queued; whether anything of this pass was. */
    private boolean refuse(Throwable problem) {
        boolean any = false;
        for (int i = 0; i < settled.length; i++) {
            Execution run = runs[i];
            if (!settled[i] && run != null && !run.hasBegun() && !run.hasEnded()) {
                workers.drop(run);
                String reason = OpsErrors.noThread(run.slot.id(), problem);
                runner.concludeUnknown(run.slot, reason, Duration.ZERO, false);
                run.end();
                any = true;
            }
        }
        return any;
    }

    /** What nobody waits for any more is not begun. */
    private List<Slot> leave() {
        List<Slot> without = new ArrayList<>();
        for (int i = 0; i < settled.length; i++) {
            Execution run = runs[i];
            if (!settled[i]) {
                without.add(plan.slots[i]);
                if (run != null && run.unwatch(this) && !run.hasBegun()) {
                    workers.drop(run);
                }
            }
        }
        return without;
    }

    private static @Nullable Slot cause(Slot slot) {
        for (Slot dependency : slot.dependencies) {
            if (dependency.explains()) {
                return dependency;
            }
        }
        return null;
    }

    private long untilLook(long now) {
        long least = LONGEST_WAIT_NANOS;
        for (Execution run : runs) {
            if (run != null && !run.hasEnded()) {
                least = Math.min(least, run.untilLook(now));
            }
        }
        return least;
    }
}
