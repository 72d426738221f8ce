package dev.barque.backtest.sweep;

import dev.barque.core.error.BarqueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Makes the runs of a plan. Starts no thread: they are those of the executor that the host hands in. What comes of it is the same
 * for any number of them and any order. Immutable; each {@link #run} is a sweep by itself.
 */
public final class Sweep {
    private final SweepTask task;
    private final SweepJournal journal;
    private final IntConsumer finished;
    private final BooleanSupplier cancelled;

    private Sweep(SweepTask task, SweepJournal journal, IntConsumer finished, BooleanSupplier cancelled) {
        this.task = Objects.requireNonNull(task, "task");
        this.journal = Objects.requireNonNull(journal, "journal");
        this.finished = Objects.requireNonNull(finished, "finished");
        this.cancelled = Objects.requireNonNull(cancelled, "cancelled");
    }

    /** A sweep that remembers nothing, tells nobody and is not cancelled. */
    public static Sweep of(SweepTask task) {
        return new Sweep(task, SweepJournal.none(), count -> {}, () -> false);
    }

    /** The same, and runs that this journal knows are not made again. */
    public Sweep with(SweepJournal other) {
        return new Sweep(task, other, finished, cancelled);
    }

    /** The same, and after each run somebody hears how many are finished, from the thread that made it. */
    public Sweep telling(IntConsumer listener) {
        return new Sweep(task, journal, listener, cancelled);
    }

    /** The same, and no run begins once this is true. */
    public Sweep unless(BooleanSupplier condition) {
        return new Sweep(task, journal, finished, condition);
    }

    /**
     * Makes all runs, so many at a time, and returns them in the order of the points. Waits until none is under way. Throws
     * {@code sweep.cancelled}; what a run or the journal throws, where it is a {@link BarqueException}, and {@code sweep.run-failed}
     * otherwise. An interrupted thread cancels, and stays interrupted.
     */
    public List<SweepRun> run(List<SweepPoint> points, Executor executor, int atATime) {
        if (atATime < 1) {
            throw new IllegalArgumentException("atATime must be at least 1 but was " + atATime);
        }
        Work work = new Work(List.copyOf(points), Math.min(atATime, Math.max(1, points.size())));
        work.start(executor);
        return work.await();
    }

    private final class Work {
        private final List<SweepPoint> points;
        private final AtomicReferenceArray<SweepOutcome> outcomes;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch workers;

        Work(List<SweepPoint> points, int workers) {
            this.points = points;
            this.workers = new CountDownLatch(workers);
            outcomes = new AtomicReferenceArray<>(points.size());
        }

        void start(Executor executor) {
            for (long left = workers.getCount(); left > 0; left--) {
                try {
                    executor.execute(this::work);
                } catch (RuntimeException e) {
                    // Refused: those that did start are waited for.
                    failure.compareAndSet(null, e);
                    workers.countDown();
                }
            }
        }

        private void work() {
            try {
                for (int i = next.getAndIncrement(); i < points.size() && goesOn(); i = next.getAndIncrement()) {
                    outcomes.set(i, outcome(points.get(i)));
                    finished.accept(done.incrementAndGet());
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                workers.countDown();
            }
        }

        private boolean goesOn() {
            return failure.get() == null && !cancelled.getAsBoolean();
        }

        private SweepOutcome outcome(SweepPoint point) {
            try {
                String key = task.key(point);
                Optional<SweepOutcome> known = journal.find(key);
                if (known.isPresent()) {
                    return known.get();
                }
                SweepOutcome outcome = task.run(point);
                journal.finished(key, outcome);
                return outcome;
            } catch (BarqueException e) {
                throw e;
            } catch (RuntimeException e) {
                throw SweepErrors.runFailed(point, e);
            }
        }

        List<SweepRun> await() {
            boolean interrupted = false;
            while (workers.getCount() > 0) {
                try {
                    workers.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(points.size());
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable failed = failure.get();
            if (failed instanceof Error error) {
                throw error;
            }
            if (failed instanceof RuntimeException problem) {
                throw problem;
            }
            List<SweepRun> runs = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                SweepOutcome outcome = outcomes.get(i);
                if (outcome == null) {
                    throw SweepErrors.cancelled(done.get(), points.size());
                }
                runs.add(new SweepRun(points.get(i), outcome));
            }
            return List.copyOf(runs);
        }
    }
}
