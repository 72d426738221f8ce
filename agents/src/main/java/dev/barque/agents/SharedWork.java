package dev.barque.agents;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that the calling thread shares with a host's threads, if any come. The caller never waits for work that nobody has begun:
 * an executor that is busy, or whose only thread is the caller itself, costs nothing but help.
 */
final class SharedWork {
    /** Few enough that taking a chunk costs nothing beside it, many enough that all end at about the same time. */
    private static final int CHUNK = 64;

    private final Executor helpers;
    private final int threads;

    SharedWork(Executor helpers, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but was " + threads);
        }
        this.helpers = helpers;
        this.threads = threads;
    }

    /** Does {@code work} for each number below {@code count}; throws what failed for the least of those that failed. */
    void forEach(int count, IntConsumer work) {
        int chunks = (count + CHUNK - 1) / CHUNK;
        if (threads == 1 || chunks < 2) {
            for (int i = 0; i < count; i++) {
                work.accept(i);
            }
            return;
        }
        Round round = new Round(count, chunks, work, Thread.currentThread());
        try {
            for (int helper = 1; helper < Math.min(threads, chunks); helper++) {
                helpers.execute(round);
            }
        } catch (RejectedExecutionException e) {
            // Then there is no help.
        }
        round.run();
        while (round.done.get() < chunks) {
            LockSupport.parkNanos(round, 50_000);
        }
        Failure failure = round.failure.get();
        if (failure != null) {
            failure.rethrow();
        }
    }

    /** One pass over all chunks; whoever runs it takes chunks until none is left. */
    private static final class Round implements Runnable {
        private final int count;
        private final int chunks;
        private final IntConsumer work;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

        private Round(int count, int chunks, IntConsumer work, Thread caller) {
            this.count = count;
            this.chunks = chunks;
            this.work = work;
            this.caller = caller;
        }

        @Override
        public void run() {
            for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                int i = chunk * CHUNK;
                try {
                    for (int end = Math.min(count, i + CHUNK); i < end; i++) {
                        work.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    Failure failed = new Failure(i, e);
                    failure.accumulateAndGet(failed, Failure::first);
                } finally {
                    if (done.incrementAndGet() == chunks) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }
    }

    private record Failure(int at, Throwable thrown) {
        static @Nullable Failure first(@Nullable Failure one, @Nullable Failure other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.at < other.at ? one : other;
        }

        void rethrow() {
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) thrown;
        }
    }
}
