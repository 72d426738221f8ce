package dev.barque.ops;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A system to run checks in: a clock, threads that are counted, and checks that hang until the test is over. */
final class Rig implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");

    volatile Instant time = NOW;
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();

    HealthRunner.Builder builder(HealthCheck... checks) {
        return HealthRunner.builder(HealthChecks.of(List.of(checks)), context(), this::thread)
                .version("7.1");
    }

    HealthRunner runner(HealthCheck... checks) {
        return builder(checks).build();
    }

    CheckContext context() {
        return CheckContext.builder(new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        throw new UnsupportedOperationException("UTC only");
                    }

                    @Override
                    public Instant instant() {
                        return time;
                    }
                })
                .build();
    }

    Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rig-" + made.incrementAndGet());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    int made() {
        return made.get();
    }

    /** Takes no notice of anything until the test is over. */
    Verdict hang() {
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                // That is the point.
            }
        }
        return FakeCheck.fine();
    }

    @Override
    public void close() {
        over.countDown();
    }
}
