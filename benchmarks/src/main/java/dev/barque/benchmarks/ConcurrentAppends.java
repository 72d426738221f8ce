package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.io.FileAccess;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many rows of 60 doubles do eight threads append in {@code SYNC}, beside one? Rounds in turn in the same home; the ratio is
 * the median of those of the rounds. Rows are made before the time begins. A third argument makes each sync wait for so many
 * microseconds more, as a slower device does: the processor is free meanwhile.
 */
public final class ConcurrentAppends {
    private static final int THREADS = 8;
    /** Rows that a thread can append at most. */
    private static final int MOST_A_SECOND = 80_000;

    private ConcurrentAppends() {}

    /** Rounds, milliseconds of a round, microseconds that a sync takes longer. */
    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        int millis = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        double[] ratios = new double[rounds];
        try (Scratch scratch = new Scratch();
                ParquetFeatureStore store = ParquetFeatureStore.builder(scratch.resolve("home"))
                        .set(new WideRows(60, 1).set())
                        .fileAccess(
                                arguments.length > 2 ? new SlowSyncs(Long.parseLong(arguments[2])) : FileAccess.real())
                        .sealAfterBytes(Long.MAX_VALUE)
                        .open(Clock.systemUTC())) {
            AtomicLong clock = new AtomicLong(WideRows.START);
            run(store, 1, millis, clock);
            run(store, THREADS, millis, clock);
            for (int round = 0; round < rounds; round++) {
                double one = run(store, 1, millis, clock);
                double eight = run(store, THREADS, millis, clock);
                ratios[round] = eight / one;
                System.out.printf(
                        "1 thread %.0f rows/s, %d threads %.0f rows/s, ratio %.2f%n", one, THREADS, eight, eight / one);
            }
        }
        Arrays.sort(ratios);
        System.out.printf("median ratio %.2f%n", ratios[rounds / 2]);
    }

    /** Rows in a second. */
    static double run(ParquetFeatureStore store, int threads, int millis, AtomicLong clock)
            throws InterruptedException {
        LongAdder appended = new LongAdder();
        AtomicLong began = new AtomicLong();
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> appenders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Symbol symbol = Symbol.of("S" + t);
            WideRows rows = new WideRows(60, t);
            List<FeatureRow> made = new ArrayList<>();
            for (int i = 0; i < MOST_A_SECOND * millis / 1_000; i++) {
                made.add(rows.row(symbol, clock.getAndIncrement()));
            }
            Thread appender = new Thread(() -> {
                ready.countDown();
                await(start);
                for (FeatureRow row : made) {
                    if (System.nanoTime() - began.get() >= millis * 1_000_000L) {
                        return;
                    }
                    store.append(row);
                    appended.increment();
                }
                throw new IllegalStateException("there were too few rows");
            });
            appender.start();
            appenders.add(appender);
        }
        ready.await();
        began.set(System.nanoTime());
        start.countDown();
        for (Thread appender : appenders) {
            appender.join();
        }
        return appended.sum() * 1e9 / (System.nanoTime() - began.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
