package dev.barque.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.barque.core.market.Bar;
import dev.barque.core.market.Symbol;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How long does one bar take from coming in to the decision being handed out, features stored ({@code OS}) and decision recorded?
 * {@code one} symbol bar by bar, or {@code many} symbols a minute at a time on two threads. Percentiles of single calls; bytes of
 * heap of the calling thread.
 */
public final class LiveLatency {
    private LiveLatency() {}

    /** {@code one PROFILE none|jsonl ROUNDS BARS [prepared]} or {@code many PROFILE none|jsonl ROUNDS SYMBOLS [MINUTES]}. */
    public static void main(String[] arguments) {
        String profile = arguments[1];
        String log = arguments[2];
        int rounds = Integer.parseInt(arguments[3]);
        int size = Integer.parseInt(arguments[4]);
        if (arguments[0].equals("one")) {
            System.out.println(
                    "| round | line | p50 us | p99 us | p99.9 us | max us | heap B |\n|---|---|---|---|---|---|---|");
            one(profile, log, rounds, size, arguments.length > 5 && arguments[5].equals("prepared"));
        } else {
            System.out.println(
                    "| line | p50 ms | max ms | a bar us | heap B of the caller a bar |\n|---|---|---|---|---|");
            many(profile, log, rounds, size, arguments.length > 5 ? Integer.parseInt(arguments[5]) : 30);
        }
    }

    private static void one(String profile, String log, int rounds, int bars, boolean prepares) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (Scratch scratch = new Scratch();
                LiveSystem system = new LiveSystem(scratch.resolve("home"), profile, log)) {
            LiveFeed feed = new LiveFeed(Symbol.of("SPY"), 1);
            long[] nanos = new long[bars];
            for (int round = 0; round <= rounds; round++) {
                long before = threads.getThreadAllocatedBytes(thread);
                for (int i = 0; i < bars; i++) {
                    feed.next();
                    if (prepares) {
                        system.beforeSession(feed);
                    }
                    long began = System.nanoTime();
                    system.offer(feed);
                    nanos[i] = System.nanoTime() - began;
                }
                long bytes = (threads.getThreadAllocatedBytes(thread) - before) / bars;
                Arrays.sort(nanos);
                System.out.printf(
                        "| %s | %s log %s | %.2f | %.2f | %.1f | %.0f | %d |%n",
                        round == 0 ? "warm-up" : round,
                        profile,
                        log,
                        nanos[bars / 2] / 1e3,
                        nanos[(int) (bars * 0.99)] / 1e3,
                        nanos[(int) (bars * 0.999)] / 1e3,
                        nanos[bars - 1] / 1e3,
                        bytes);
            }
        }
    }

    private static void many(String profile, String log, int rounds, int symbols, int minutes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        ExecutorService workers = Executors.newFixedThreadPool(1);
        try (Scratch scratch = new Scratch();
                LiveSystem system = new LiveSystem(scratch.resolve("home"), profile, log)) {
            List<LiveFeed> feeds = new ArrayList<>();
            for (int s = 0; s < symbols; s++) {
                feeds.add(new LiveFeed(Symbol.of("S" + s), s));
            }
            for (int round = 0; round <= rounds; round++) {
                // The first rounds fill the windows and warm up the code.
                int of = round == 0 ? 150 : minutes;
                long[] nanos = new long[of];
                long bytes = 0;
                for (int i = 0; i < of; i++) {
                    List<Bar> bars = new ArrayList<>(symbols);
                    for (LiveFeed feed : feeds) {
                        feed.next();
                        bars.add(feed.bar());
                    }
                    long before = threads.getThreadAllocatedBytes(thread);
                    long began = System.nanoTime();
                    system.live().onBars(bars, workers, 2);
                    nanos[i] = System.nanoTime() - began;
                    bytes += threads.getThreadAllocatedBytes(thread) - before;
                }
                Arrays.sort(nanos);
                System.out.printf(
                        "| %s %s log %s, %d symbols | %.1f | %.1f | %.2f | %d |%n",
                        round == 0 ? "warm-up" : Integer.toString(round),
                        profile,
                        log,
                        symbols,
                        nanos[of / 2] / 1e6,
                        nanos[of - 1] / 1e6,
                        nanos[of / 2] / 1e3 / symbols,
                        bytes / of / symbols);
            }
        } finally {
            workers.shutdown();
        }
    }
}
