package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults in the process that runs the tests, each of them mended again. */
class ThisProcessTest {
    private static final int MIB = 1 << 20;

    private final Host host = Host.local();

    @TempDir
    Path temp;

    @Test
    void what_the_heap_keeps_after_collections_is_seen_and_what_it_lets_go_is_not() {
        System.gc();
        Host.Memory before = host.memory();
        ProcessMemory check = limit((before.heapAfterCollection() + 50L * MIB) / (double) before.heapLimit());

        List<Verdict.Finding> found = whileKept(new byte[100][MIB], () -> {
            System.gc();
            return findings(run(check));
        });
        assertThat(found).anyMatch(finding -> finding.where().equals("heap after collection"));

        System.gc();
        assertThat(findings(run(check))).noneMatch(finding -> finding.where().equals("heap after collection"));
    }

    @Test
    void direct_buffers_are_seen() throws Exception {
        System.gc();
        Host.Memory before = host.memory();
        ProcessMemory check = limit((before.direct() + 30L * MIB) / (double) before.directLimit());

        List<Verdict.Finding> found = whileKept(ByteBuffer.allocateDirect(60 * MIB), () -> findings(run(check)));
        assertThat(found).anyMatch(finding -> finding.where().equals("direct buffers"));

        assertThat(soon(() -> {
                    System.gc();
                    return findings(run(check)).stream()
                            .noneMatch(finding -> finding.where().equals("direct buffers"));
                }))
                .isTrue();
    }

    @Test
    void resident_memory_is_seen_on_linux() {
        Host.Memory before = host.memory();
        assumeTrue(before.resident().isPresent(), "This system does not tell the resident memory of the process.");
        long limit = before.containerLimit().orElse(before.machine());

        // A JVM that runs tests has more than 1 MiB, and this one less than all.
        assertThat(findings(run(limit(1.0 * MIB / limit))))
                .anyMatch(finding -> finding.where().startsWith("resident memory"));
        assertThat(before.resident().getAsLong()).isBetween(20L * MIB, limit);
    }

    @Test
    void pauses_for_collections_are_seen_and_forgotten() throws Exception {
        GcPauses check = new GcPauses(1, 1, Duration.ofNanos(1), Duration.ofMillis(800));
        Object[] graph = new Object[400_000];
        for (int i = 0; i < graph.length; i++) {
            graph[i] = new Object[] {i == 0 ? null : graph[i - 1]};
        }
        List<Verdict.Finding> found = whileKept(graph, () -> {
            Verdict verdict = run(check);
            for (int i = 0; i < 200 && verdict.isHealthy(); i++) {
                System.gc();
                verdict = run(check);
            }
            return findings(verdict);
        });

        assertThat(found.get(0).observed()).contains("System.gc()");
        assertThat(soon(() -> run(check).isHealthy())).isTrue();
    }

    @Test
    void threads_in_a_deadlock_are_named_until_they_are_freed() throws Exception {
        healthy(run(new Deadlocks()));
        ReentrantLock orders = new ReentrantLock();
        ReentrantLock fills = new ReentrantLock();
        CountDownLatch bothHold = new CountDownLatch(2);
        Thread first = thread("orders-then-fills", () -> lockBoth(orders, fills, bothHold));
        Thread second = thread("fills-then-orders", () -> lockBoth(fills, orders, bothHold));

        assertThat(soon(() -> !run(new Deadlocks()).isHealthy())).isTrue();
        assertThat(unhealthy(run(new Deadlocks()))).hasSize(2).first().satisfies(found -> {
            assertThat(found.where())
                    .startsWith("thread fills-then-orders at " + getClass().getName() + ".lockBoth");
            assertThat(found.observed()).contains("ReentrantLock", "orders-then-fills holds");
        });

        first.interrupt();
        second.interrupt();
        first.join();
        second.join();
        healthy(run(new Deadlocks()));
    }

    @Test
    void threads_that_leak_are_told_from_threads_that_are_many() throws Exception {
        int before = host.liveThreads();
        ThreadCount check = new ThreadCount(before + 200, 5, Duration.ofSeconds(1));
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> leaked = new ArrayList<>();
        try {
            assertThat(soon(() -> {
                        leaked.add(thread("leaked", () -> awaitQuietly(end)));
                        return run(check) instanceof Verdict.Degraded;
                    }))
                    .isTrue();
            assertThat(degraded(run(check)).get(0).remedy()).contains("not ended");
            while (host.liveThreads() <= before + 200) {
                leaked.add(thread("leaked", () -> awaitQuietly(end)));
            }
            assertThat(unhealthy(run(check)).get(0).observed()).contains("alive");
        } finally {
            end.countDown();
        }
        for (Thread thread : leaked) {
            thread.join();
        }
        assertThat(soon(() -> run(check).isHealthy())).isTrue();
    }

    @Test
    void descriptors_that_leak_are_seen_until_they_are_closed() throws Exception {
        assumeTrue(host.descriptors().isPresent(), "This system does not count file descriptors.");
        Host.Descriptors before = host.descriptors().get();
        double allowed = (before.open() + 60) / (double) before.limit();
        FileDescriptors check = new FileDescriptors(allowed, 1);
        Path file = Files.createFile(temp.resolve("file"));
        List<InputStream> leaked = new ArrayList<>();
        healthy(run(check));

        for (int i = 0; i < 120; i++) {
            leaked.add(Files.newInputStream(file));
        }
        assertThat(degraded(run(check)))
                .singleElement()
                .satisfies(found -> assertThat(found.remedy()).contains("/proc/PID/fd"));

        for (InputStream stream : leaked) {
            stream.close();
        }
        healthy(run(check));
    }

    @Test
    void a_process_that_computes_all_the_time_is_seen_until_it_rests() throws Exception {
        assumeTrue(host.cpu().processTime().isPresent(), "This system does not tell what the process has computed.");
        // The machine may be busy with others: a process that gets a twentieth of a processor is enough here.
        double share = 0.05 / host.cpu().processors();
        CpuLoad check = new CpuLoad(share, Double.MAX_VALUE, Duration.ofMillis(500));

        assertThat(soon(() -> {
                    spin(Duration.ofMillis(50));
                    return run(check) instanceof Verdict.Degraded;
                }))
                .isTrue();
        assertThat(soon(() -> run(check).isHealthy())).isTrue();
    }

    private Verdict run(HealthCheck check) {
        return Asked.verdict(check, Host.class, host);
    }

    private static <T> T whileKept(Object thing, Supplier<T> look) {
        try {
            return look.get();
        } finally {
            Reference.reachabilityFence(thing);
        }
    }

    private static ProcessMemory limit(double share) {
        return new ProcessMemory(Math.min(1, share), 1);
    }

    private static List<Verdict.Finding> findings(Verdict verdict) {
        return verdict.isHealthy() ? List.of() : degraded(verdict);
    }

    private static void lockBoth(ReentrantLock one, ReentrantLock other, CountDownLatch bothHold) {
        one.lock();
        try {
            bothHold.countDown();
            bothHold.await();
            other.lockInterruptibly();
            other.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            one.unlock();
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Asks again and again; half a minute is for a machine that is busy with other things. */
    private static boolean soon(BooleanSupplier happens) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            if (happens.getAsBoolean()) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }
}
