package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No check and no listener gets in the way of another one. */
@Timeout(30)
class IsolationTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Rig rig = new Rig();

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void a_hundred_checks_that_ignore_interrupts_do_not_keep_the_one_behind_them_waiting() {
        List<HealthCheck> checks = new ArrayList<>(hanging(100, Duration.ofMillis(500)));
        // Its deadline is the longest, so that it is the last in the queue.
        checks.add(FakeCheck.healthy("last").deadline(LONG));
        try (HealthRunner runner = rig.runner(checks.toArray(HealthCheck[]::new))) {
            HealthReport report = runner.run();

            assertThat(report.find("last").orElseThrow().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(report.runner().stuck()).hasSize(100);
            assertThat(report.runner().threads()).isBetween(100, 128);
            assertThat(report.checks().get(0).text())
                    .contains("'hangs-0' did not finish within its deadline of 500 ms");
        }
    }

    @Test
    void beyond_the_cap_a_check_is_unknown_at_once() {
        List<HealthCheck> checks = new ArrayList<>(hanging(8, FakeCheck.SOON));
        checks.add(FakeCheck.healthy("last").deadline(LONG));
        try (HealthRunner runner =
                rig.builder(checks.toArray(HealthCheck[]::new)).threads(2, 8).build()) {
            CheckState last = runner.run().find("last").orElseThrow();

            assertThat(last.status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(last.text()).contains("all threads of the runner hang", "hangs-3");
            assertThat(runner.run().find("last").orElseThrow().text()).contains("all threads of the runner hang");
            assertThat(rig.made()).isEqualTo(8);
        }
    }

    @Test
    void a_check_that_still_hangs_is_not_started_again_and_is_once_it_has_ended() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        FakeCheck check = FakeCheck.of("a", () -> {
                    runs.incrementAndGet();
                    return rig.hang();
                })
                .deadline(FakeCheck.SOON);
        try (HealthRunner runner = rig.runner(check)) {
            runner.run();
            HealthReport again = runner.run();
            assertThat(again.checks().get(0).text()).contains("'a' still hangs");
            assertThat(again.runner().stuck()).containsExactly("a");
            assertThat(runs).hasValue(1);

            rig.close();
            while (!runner.latest().runner().stuck().isEmpty()) {
                Thread.sleep(1);
            }
            assertThat(runner.latest().status())
                    .as("its late answer counts for nothing")
                    .isEqualTo(HealthStatus.UNKNOWN);
            assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void a_check_that_minds_interrupts_gives_its_thread_back_and_the_next_one_is_not_interrupted() {
        CountDownLatch never = new CountDownLatch(1);
        FakeCheck slow = FakeCheck.of("slow", () -> {
                    try {
                        never.await();
                        return FakeCheck.fine();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .deadline(FakeCheck.SOON);
        FakeCheck next = FakeCheck.of(
                "next", () -> Thread.currentThread().isInterrupted() ? FakeCheck.broken() : FakeCheck.fine());
        try (HealthRunner runner = rig.builder(slow, next).threads(1, 2).build()) {
            for (int i = 0; i < 5; i++) {
                HealthReport report = runner.run();
                assertThat(report.checks().get(0).status()).isEqualTo(HealthStatus.UNKNOWN);
                assertThat(report.checks().get(1).status()).isEqualTo(HealthStatus.HEALTHY);
            }
            assertThat(rig.made()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatever_a_check_throws_is_its_own_failure() {
        List<HealthCheck> checks = new ArrayList<>();
        for (Throwable failure : List.of(
                new OutOfMemoryError("planted"),
                new StackOverflowError("planted"),
                new NoClassDefFoundError("planted"),
                new InternalError("planted"),
                new AssertionError("planted"),
                new IllegalStateException("planted"))) {
            checks.add(FakeCheck.of(failure.getClass().getSimpleName(), () -> sneak(failure)));
        }
        checks.add(FakeCheck.of("speechless", () -> sneak(new Unspeakable())));
        checks.add(FakeCheck.of(
                "exhausting", () -> FakeCheck.of("x", IsolationTest::hoard).run(rig.context())));
        checks.add(FakeCheck.healthy("fine"));
        try (HealthRunner runner =
                rig.builder(checks.toArray(HealthCheck[]::new)).threads(1, 4).build()) {
            for (int i = 0; i < 3; i++) {
                HealthReport report = runner.run();

                assertThat(report.find("fine").orElseThrow().status()).isEqualTo(HealthStatus.HEALTHY);
                for (CheckState state : report.checks().subList(0, 6)) {
                    assertThat(state.text()).contains("'" + state.id() + "'", "planted", "Tell its author");
                    assertThat(state.result().failure()).isPresent();
                }
                assertThat(report.find("speechless").orElseThrow().status()).isEqualTo(HealthStatus.UNKNOWN);
                assertThat(report.find("exhausting").orElseThrow().text()).contains("OutOfMemoryError");
            }
        }
    }

    @Test
    void a_thread_that_saw_an_error_of_the_virtual_machine_is_not_used_again() {
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicReference<Thread> second = new AtomicReference<>();
        FakeCheck dying = FakeCheck.of("a", () -> {
            first.set(Thread.currentThread());
            throw new InternalError("planted");
        });
        FakeCheck next = FakeCheck.of("b", () -> {
            second.set(Thread.currentThread());
            return FakeCheck.fine();
        });
        try (HealthRunner runner = rig.builder(dying, next).threads(1, 1).build()) {
            runner.runOnly(List.of("a"));
            runner.runOnly(List.of("b"));
            assertThat(second.get()).isNotSameAs(first.get());
        }
    }

    @Test
    void a_factory_that_gives_no_thread_leaves_checks_unknown_with_its_reason() {
        HealthChecks checks = HealthChecks.of(List.of(FakeCheck.healthy("a")));
        for (boolean gives : new boolean[] {true, false}) {
            try (HealthRunner runner = HealthRunner.builder(checks, rig.context(), work -> {
                        if (gives) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        return nothing();
                    })
                    .build()) {
                assertThat(runner.run().checks().get(0).text())
                        .contains(gives ? "unable to create native thread" : "returned null", "thread factory");
            }
        }
    }

    @Test
    void one_who_waits_can_be_interrupted_and_stays_so() {
        FakeCheck check = FakeCheck.of("a", rig::hang).deadline(LONG);
        try (HealthRunner runner = rig.runner(check)) {
            Thread.currentThread().interrupt();
            HealthReport report = runner.run();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.checks().get(0).text()).contains("the run was interrupted");
        }
    }

    @Test
    void closing_lets_go_of_those_who_wait() throws InterruptedException {
        HealthRunner runner = rig.runner(FakeCheck.of("a", rig::hang).deadline(LONG));
        AtomicReference<HealthReport> report = new AtomicReference<>();
        Thread waiting = rig.thread(() -> report.set(runner.run()));
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        runner.close();
        waiting.join();

        assertThat(Objects.requireNonNull(report.get()).checks().get(0).text()).contains("runner closed");
    }

    @Test
    void listeners_may_throw_be_slow_or_run_checks_themselves() throws InterruptedException {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<HealthRunner> itself = new AtomicReference<>();
        CountDownLatch again = new CountDownLatch(1);
        FakeCheck check = FakeCheck.healthy("a").policy(CheckPolicy.standard().withTimeToLive(Duration.ofMinutes(1)));
        HealthRunner runner = rig.builder(check, FakeCheck.healthy("b"))
                .listener(event -> {
                    throw new StackOverflowError("planted");
                })
                .listener(event -> rig.hang())
                .listener(event -> {
                    told.add(event.state().id());
                    Objects.requireNonNull(itself.get()).runOnly(List.of("a"));
                    if (told.size() == 3) {
                        again.countDown();
                        Objects.requireNonNull(itself.get()).close();
                    }
                })
                .build();
        itself.set(runner);

        assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY);
        runner.runOnly(List.of("b"));
        again.await();

        assertThat(told).containsExactlyInAnyOrder("a", "b", "b");
        while (runner.latest().runner().listenerFailures() < 3) {
            Thread.sleep(1);
        }
        rig.close();
    }

    @Test
    void a_listener_that_hangs_misses_events_and_they_are_counted() {
        try (HealthRunner runner = rig.builder(FakeCheck.healthy("a"))
                .listener(event -> rig.hang())
                .build()) {
            for (int i = 0; i < 5_000; i++) {
                runner.run();
            }
            assertThat(runner.latest().runner().droppedEvents()).isBetween(5_000L - 4_097, 5_000L - 4_096);
            rig.close();
        }
    }

    @Test
    void threads_end_when_nothing_is_to_be_done_any_more() throws InterruptedException {
        HealthRunner runner = rig.builder(FakeCheck.healthy("a"), FakeCheck.healthy("b"))
                .listener(event -> {})
                .build();
        runner.run();
        runner.close();
        for (Thread thread : rig.threads) {
            thread.join();
        }
        assertThat(rig.made()).isPositive();
    }

    @Test
    void many_who_ask_at_once_get_whole_reports() throws InterruptedException {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            checks.add(FakeCheck.healthy("c" + i).groups("g" + i % 3));
        }
        java.util.Set<Object> wrong = ConcurrentHashMap.newKeySet();
        try (HealthRunner runner = rig.runner(checks.toArray(HealthCheck[]::new))) {
            List<Thread> asking = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String group = "g" + i % 3;
                Thread thread = rig.thread(() -> {
                    for (int n = 0; n < 200; n++) {
                        HealthReport report = runner.run(group);
                        if (report.status() != HealthStatus.HEALTHY
                                || report.checks().size() < 6) {
                            wrong.add(report);
                        }
                    }
                });
                thread.start();
                asking.add(thread);
            }
            for (Thread thread : asking) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private List<HealthCheck> hanging(int count, Duration deadline) {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            checks.add(FakeCheck.of("hangs-" + i, rig::hang).deadline(deadline));
        }
        return checks;
    }

    private static Verdict hoard() {
        return new Verdict.Healthy("Got " + new long[Integer.MAX_VALUE - 8].length);
    }

    @SuppressWarnings("unchecked") // Checked exceptions are for compilers.
    private static <T extends Throwable> Verdict sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** What it says about itself breaks too. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("never");
        }
    }
}
