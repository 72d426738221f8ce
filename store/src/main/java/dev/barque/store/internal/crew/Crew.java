package dev.barque.store.internal.crew;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread and those that an executor of the host has to spare. Whoever comes first does the next task, so that all gets
 * done where no other thread ever comes: a crew may be put to work from a task of the very executor that lends it threads. Immutable;
 * safe to share.
 */
public final class Crew {
    /** The calling thread alone. */
    public static final Crew ALONE = new Crew(Runnable::run, 1);

    private final Executor helpers;
    private final int threads;

    private Crew(Executor helpers, int threads) {
        this.helpers = helpers;
        this.threads = threads;
    }

    /** So many threads, the calling one among them; at least 1. */
    public static Crew of(Executor helpers, int threads) {
        return threads == 1 ? ALONE : new Crew(helpers, threads);
    }

    /** How many threads there are at most, at least 1. */
    public int threads() {
        return threads;
    }

    /** Whether there is no other thread than the calling one. */
    public boolean isAlone() {
        return threads == 1;
    }

    /** A part of the work. */
    @FunctionalInterface
    public interface Task {
        /** Does it, in any thread. */
        void run() throws IOException;
    }

    /**
     * Does all tasks; they are begun in their order, so that one may wait for what an earlier one makes. Returns when all that were
     * begun have ended, also when the thread is interrupted. After one that failed none is begun any more; then this throws what the
     * first in their order that failed has thrown.
     */
    public void run(List<? extends Task> tasks) throws IOException {
        if (isAlone() || tasks.size() < 2) {
            for (Task task : tasks) {
                task.run();
            }
            return;
        }
        Shift shift = new Shift(tasks);
        List<Helper> called = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, tasks.size()); i++) {
            Helper helper = new Helper(shift::work);
            try {
                helpers.execute(helper);
                called.add(helper);
            } catch (RejectedExecutionException e) {
                break; // the calling thread does what nobody helps with
            }
        }
        shift.work();
        called.forEach(Helper::finishOrCancel);
        shift.throwFailure();
    }

    /**
     * Begins work that nobody waits for yet: in another thread if there is one, now if there is none. Who calls has to finish it
     * some time.
     */
    public Helper begin(Runnable work) {
        Helper helper = new Helper(work);
        if (isAlone()) {
            helper.run();
            return helper;
        }
        try {
            helpers.execute(helper);
        } catch (RejectedExecutionException e) {
            helper.run();
        }
        return helper;
    }

    /** Tasks that are being done. */
    private static final class Shift {
        private final List<? extends Task> tasks;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<@Nullable Throwable> failures;
        private volatile boolean failed;

        Shift(List<? extends Task> tasks) {
            this.tasks = tasks;
            failures = new AtomicReferenceArray<>(tasks.size());
        }

        void work() {
            while (!failed) {
                int i = next.getAndIncrement();
                if (i >= tasks.size()) {
                    return;
                }
                try {
                    tasks.get(i).run();
                } catch (IOException | RuntimeException | Error e) {
                    failures.set(i, e);
                    failed = true;
                }
            }
        }

        void throwFailure() throws IOException {
            for (int i = 0; failed && i < failures.length(); i++) {
                Throwable failure = failures.get(i);
                if (failure instanceof IOException exception) {
                    throw exception;
                }
                if (failure instanceof RuntimeException exception) {
                    throw exception;
                }
                if (failure instanceof Error error) {
                    throw error;
                }
            }
        }
    }
}
