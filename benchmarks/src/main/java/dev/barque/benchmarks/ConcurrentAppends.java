package dev.barque.benchmarks;

import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many rows of 60 doubles do eight threads append in {@code SYNC}, beside one? Rounds in turn in the same home; the ratio is
 * the median of those of the rounds. Threads make their rows themselves, inside of the time.
 */
public final class ConcurrentAppends {
    private static final int THREADS = 8;

    private ConcurrentAppends() {}

    /** Rounds, and milliseconds of a round. */
    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        int millis = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        double[] ratios = new double[rounds];
        try (Scratch scratch = new Scratch();
                ParquetFeatureStore store = ParquetFeatureStore.builder(scratch.resolve("home"))
                        .set(new WideRows(60, 1).set())
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
        List<Thread> appenders = new ArrayList<>();
        long began = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            Symbol symbol = Symbol.of("S" + t);
            WideRows rows = new WideRows(60, t);
            Thread appender = new Thread(() -> {
                while (System.nanoTime() - began < millis * 1_000_000L) {
                    store.append(rows.row(symbol, clock.getAndIncrement()));
                    appended.increment();
                }
            });
            appender.start();
            appenders.add(appender);
        }
        for (Thread appender : appenders) {
            appender.join();
        }
        return appended.sum() * 1e9 / (System.nanoTime() - began);
    }
}
