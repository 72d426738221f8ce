package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over some checks. A thread of {@link Workers} begins what can be begun, runs it and makes the report, so that it all stays
 * with one processor; whoever asked for the pass waits meanwhile, sees to more threads, gives up what is overdue, and does the rest
 * as well where no thread comes to it. The lock of {@link Workers} is held except while it waits and while checks run.
 */
final class Pass {
    /** A time that is handed in may run faster than the real one that waiting goes by. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final @Nullable Execution[] NONE = {};

    private final HealthRunner runner;
    private final Workers workers;
    private final Plan plan;
    private final Optional<String> group;
    private final Flag woken = new Flag();
    private final BooleanSupplier isWoken = this::isWoken;
    /** Those that it waits for, by place; nothing yet when nobody has begun. */
    private @Nullable Execution[] runs = NONE;

    private boolean[] settled = {};
    private int open;
    private int awaited;
    private boolean isEntered;
    private boolean isLeft;
    private @Nullable HealthReport report;

    Pass(HealthRunner runner, Workers workers, Plan plan, Optional<String> group) {
        this.runner = runner;
        this.workers = workers;
        this.plan = plan;
        this.group = group;
        open = plan.slots.length;
    }

    /**
     * On the thread that asked. When it is interrupted or the runner closed, the checks without a result are unknown; an interrupt is
     * kept.
     */
    HealthReport run() {
        try {
            boolean isHandedOver = plan.isRunAlways;
            if (isHandedOver) {
                enter();
            }
            boolean isQuick = true;
            while (report == null && !workers.isClosed()) {
                long now = runner.now();
                if (!isHandedOver) {
                    settle(now);
                    workers.attend(now);
                }
                if (report == null) {
                    isHandedOver = false;
                    long again = workers.staff();
                    Throwable refusal = workers.refusal();
                    if (refusal == null || !refuse(refusal)) {
                        isQuick = rest(Math.min(again, untilLook(now)), isQuick);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            leave();
            throw e;
        }
        return report == null ? runner.report(group, plan, leave()) : report;
    }

    /** Of a check that somebody waits for there is a result. */
    void answered(Slot slot) {
        awaited--;
        if (awaited == 0 || slot.isCause) {
            enter();
        }
    }

    private void enter() {
        if (!isEntered) {
            isEntered = true;
            workers.enter(this);
        }
    }

    /** Does what can be done, and tells whoever waits if that changes anything for him. */
    void attend(long now) {
        isEntered = false;
        boolean isFirst = settled.length == 0;
        settle(now);
        if (report != null || !isFirst) {
            woken.set(true);
            workers.answered.signalAll();
        }
    }

    private boolean isWoken() {
        return woken.isUp() && !workers.lock.isLocked();
    }

    /** Until it is woken, for so long at most; at first awake, if answers come so fast that going to sleep is not worth it. */
    private boolean rest(long nanos, boolean isQuick) throws InterruptedException {
        long left = isQuick && !woken.isUp() ? workers.awake(isWoken, nanos) : nanos;
        while (!woken.isUp() && left > 0 && !workers.isClosed() && !workers.isDeserted()) {
            left = workers.answered.awaitNanos(left);
        }
        boolean wasWoken = woken.isUp();
        woken.set(false);
        return wasWoken;
    }

    /** Does all that can be done now: causes come first, so that once through is enough. */
    private void settle(long now) {
        if (report != null || isLeft) {
            return;
        }
        if (settled.length < open) {
            settled = new boolean[open];
            runs = new @Nullable Execution[open];
        }
        for (int i = 0; i < settled.length; i++) {
            if (!settled[i] && isSettled(i, now)) {
                settled[i] = true;
                open--;
            }
        }
        if (open == 0) {
            report = runner.report(group, plan, List.of());
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
        isLeft = true;
        workers.leave(this);
        if (settled.length == 0) {
            return plan.shown;
        }
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
