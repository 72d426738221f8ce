package dev.barque.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.barque.core.market.Symbol;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthRunner;
import dev.barque.store.l1.L1Files;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What does a pass over thirty cheap checks that ship cost, the first one in a process and later ones? Arguments: passes, and
 * {@code fresh} for a process that has done nothing yet, or {@code used} for one that has read bars before, as a trading system has.
 * A first pass is measured once in a process: run it several times.
 */
public final class HealthCost implements AutoCloseable {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final HealthRunner runner;

    HealthCost(HealthyHome home, L1Files bars) {
        runner = HealthRunner.builder(
                        HealthChecks.of(CheapChecks.over(home)), CheapChecks.context(home, bars), this::thread)
                .build();
    }

    /** Runs it. The home is made by another process, so that nothing is warm that ought to be cold. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("make")) {
            HealthyHome.in(java.nio.file.Path.of(arguments[1]));
            return;
        }
        int passes = Integer.parseInt(arguments[0]);
        try (Scratch scratch = new Scratch()) {
            makeElsewhere(scratch);
            HealthyHome home = HealthyHome.madeIn(scratch.resolve("."));
            L1Files bars = L1Files.ofHome(home.directory()).build();
            if (arguments[1].equals("used")) {
                bars.dates().forEach(date -> bars.day(Symbol.of("S0"), date));
            }
            try (HealthCost cost = new HealthCost(home, bars)) {
                long before = cost.allocated();
                long began = System.nanoTime();
                HealthReport first = cost.pass();
                double firstMillis = (System.nanoTime() - began) / 1e6;
                long firstBytes = cost.allocated() - before;
                double[] micros = new double[passes];
                before = cost.allocated();
                for (int i = 0; i < passes; i++) {
                    began = System.nanoTime();
                    cost.pass();
                    micros[i] = (System.nanoTime() - began) / 1e3;
                }
                long bytes = (cost.allocated() - before) / passes;
                Arrays.sort(micros);
                System.out.printf(
                        "%d checks, %s%nfirst pass   %.1f ms, %d bytes%nlater passes %.0f us (p99 %.0f), %d bytes%n",
                        first.checks().size(),
                        first.status(),
                        firstMillis,
                        firstBytes,
                        micros[passes / 2],
                        micros[passes * 99 / 100],
                        bytes);
            }
        }
    }

    private static void makeElsewhere(Scratch scratch) throws Exception {
        int exit = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HealthCost.class.getName(),
                        "make",
                        scratch.resolve(".").toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("The home could not be made");
        }
    }

    HealthReport pass() {
        return runner.run();
    }

    /** By this thread and all that run checks. */
    long allocated() {
        long sum = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (Thread thread : started) {
            sum += Math.max(0, threads.getThreadAllocatedBytes(thread.getId()));
        }
        return sum;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "check");
        thread.setDaemon(true);
        started.add(thread);
        return thread;
    }

    @Override
    public void close() {
        runner.close();
    }
}
