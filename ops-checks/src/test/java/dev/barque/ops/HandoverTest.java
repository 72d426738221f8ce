package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How checks come to their threads: quick ones share one, those that wait get another. */
@Timeout(30)
class HandoverTest {
    private static final Duration LONGER_THAN_THIS_TEST = Duration.ofMinutes(10);
    private static final long NEVER = Long.MAX_VALUE;

    private final Rig rig = new Rig();

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void quick_checks_share_one_thread() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            checks.add(FakeCheck.of("quick-" + i, () -> {
                used.add(Thread.currentThread());
                return FakeCheck.fine();
            }));
        }
        try (HealthRunner runner = runner(new Patience(NEVER, NEVER), checks)) {
            for (int pass = 0; pass < 50; pass++) {
                assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY);
            }
            assertThat(used).hasSize(1).doesNotContain(Thread.currentThread());
            assertThat(rig.made()).isEqualTo(1);
        }
    }

    @Test
    void checks_that_take_their_time_run_side_by_side() {
        CyclicBarrier together = new CyclicBarrier(4);
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            checks.add(FakeCheck.of("waits-for-the-others-" + i, () -> {
                await(together);
                return FakeCheck.fine();
            }));
        }
        try (HealthRunner runner = runner(new Patience(1_000, NEVER), checks)) {
            assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(rig.made()).isEqualTo(4);
        }
    }

    @Test
    void fewer_that_hang_than_there_are_usual_threads_cost_the_one_behind_them_the_short_patience_only() {
        List<HealthCheck> checks = hanging(3, LONGER_THAN_THIS_TEST);
        CountDownLatch answered = new CountDownLatch(1);
        checks.add(FakeCheck.of("last", () -> {
                    answered.countDown();
                    return FakeCheck.fine();
                })
                .deadline(LONGER_THAN_THIS_TEST.plusSeconds(1)));
        try (HealthRunner runner = runner(new Patience(1_000, NEVER), checks)) {
            Thread asking = rig.thread(runner::run);
            asking.start();
            await(answered);
        }
    }

    @Test
    void threads_that_hang_are_not_among_the_usual_ones() {
        List<HealthCheck> checks = hanging(4, FakeCheck.SOON);
        checks.add(FakeCheck.healthy("last"));
        try (HealthRunner runner = runner(new Patience(1_000, NEVER), checks)) {
            assertThat(runner.run().find("last").orElseThrow().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(runner.run().find("last").orElseThrow().status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void a_deadline_counts_from_when_a_check_begins_and_not_from_when_it_was_asked_for() {
        AtomicLong nanos = new AtomicLong();
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            checks.add(FakeCheck.of("takes-its-time-" + i, () -> {
                        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
                        pause(); // whoever waits looks at it meanwhile
                        return FakeCheck.fine();
                    })
                    .deadline(Duration.ofSeconds(20).plusMillis(i)));
        }
        checks.set(2, ((FakeCheck) checks.get(2)).deadline(Duration.ofSeconds(40)));
        try (HealthRunner runner = rig.builder(checks.toArray(HealthCheck[]::new))
                .threads(1, 1)
                .nanos(nanos::get)
                .build()) {
            HealthReport report = runner.run();
            assertThat(report.checks())
                    .extracting(CheckState::status)
                    .containsExactly(HealthStatus.HEALTHY, HealthStatus.HEALTHY, HealthStatus.HEALTHY);
            assertThat(report.checks().get(1).result().took()).isEqualTo(Duration.ofSeconds(15));
        }
    }

    @Test
    void a_check_that_finds_no_thread_for_as_long_as_its_deadline_is_unknown() {
        AtomicLong nanos = new AtomicLong();
        FakeCheck slow = FakeCheck.of("slow", () -> {
                    nanos.addAndGet(Duration.ofSeconds(15).toNanos());
                    pause();
                    return FakeCheck.fine();
                })
                .deadline(Duration.ofSeconds(20));
        FakeCheck slower = FakeCheck.of("slower", slow.answer()).deadline(Duration.ofSeconds(20));
        FakeCheck late = FakeCheck.healthy("late").deadline(Duration.ofMillis(20_001));
        try (HealthRunner runner =
                rig.builder(slow, slower, late).threads(1, 1).nanos(nanos::get).build()) {
            HealthReport report = runner.run();
            assertThat(report.find("slower").orElseThrow().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(report.find("late").orElseThrow().text())
                    .contains("'late' was not started within 20.0 s", "all 1 threads");
        }
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_begun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        FakeCheck first = FakeCheck.of("first", () -> {
            begun.countDown();
            return rig.hang();
        });
        FakeCheck second = FakeCheck.of("second", () -> {
            runs.incrementAndGet();
            return FakeCheck.fine();
        });
        FakeCheck third = FakeCheck.healthy("third").deadline(Duration.ofSeconds(25));
        try (HealthRunner runner =
                rig.builder(first, second, third).threads(1, 1).build()) {
            AtomicReference<HealthReport> report = new AtomicReference<>();
            Thread asking = rig.thread(() -> report.set(runner.runOnly(List.of("first", "second"))));
            asking.start();
            begun.await();
            asking.interrupt();
            asking.join();
            assertThat(Objects.requireNonNull(report.get())
                            .find("second")
                            .orElseThrow()
                            .text())
                    .contains("the run was interrupted");

            rig.close();
            assertThat(runner.runOnly(List.of("third")).status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(runs).hasValue(0);
            assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void one_who_asks_for_a_quick_check_does_not_wait_for_the_slow_one_of_somebody_else() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        FakeCheck slow = FakeCheck.of("slow", () -> {
                    begun.countDown();
                    return rig.hang();
                })
                .deadline(LONGER_THAN_THIS_TEST);
        try (HealthRunner runner = runner(new Patience(1_000, NEVER), List.of(slow, FakeCheck.healthy("quick")))) {
            Thread asking = rig.thread(() -> runner.runOnly(List.of("slow")));
            asking.start();
            begun.await();
            assertThat(runner.runOnly(List.of("quick")).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void another_thread_goes_on_behind_one_that_is_not_used_again() {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean dies = i % 2 == 0;
            checks.add(FakeCheck.of("check-" + i, () -> {
                if (dies) {
                    throw new InternalError("planted");
                }
                return FakeCheck.fine();
            }));
        }
        try (HealthRunner runner = rig.builder(checks.toArray(HealthCheck[]::new))
                .threads(1, 1)
                .patience(new Patience(NEVER, NEVER))
                .build()) {
            HealthReport report = runner.run();
            assertThat(report.checks())
                    .extracting(CheckState::status)
                    .containsExactly(
                            HealthStatus.UNKNOWN,
                            HealthStatus.HEALTHY,
                            HealthStatus.UNKNOWN,
                            HealthStatus.HEALTHY,
                            HealthStatus.UNKNOWN,
                            HealthStatus.HEALTHY);
            assertThat(rig.made()).isBetween(3, 4);
        }
    }

    private HealthRunner runner(Patience patience, List<? extends HealthCheck> checks) {
        return rig.builder(checks.toArray(HealthCheck[]::new))
                .patience(patience)
                .build();
    }

    private List<HealthCheck> hanging(int count, Duration deadline) {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            checks.add(FakeCheck.of("hangs-" + i, rig::hang).deadline(deadline));
        }
        return checks;
    }

    private static void pause() {
        try {
            Thread.sleep(120);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
