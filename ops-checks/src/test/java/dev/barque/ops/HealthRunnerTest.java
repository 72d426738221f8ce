package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a runner answers; how it isolates checks is in {@link IsolationTest}. */
class HealthRunnerTest {
    private final Rig rig = new Rig();

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void a_report_says_what_each_check_answered_and_when() {
        try (HealthRunner runner = rig.runner(FakeCheck.healthy("a"), FakeCheck.of("b", FakeCheck::limping))) {
            HealthReport report = runner.run();

            assertThat(report.timestamp()).isEqualTo(Rig.NOW);
            assertThat(report.version()).isEqualTo("7.1");
            assertThat(report.checks()).extracting(CheckState::id).containsExactly("a", "b");
            assertThat(statuses(report)).containsExactly(HealthStatus.HEALTHY, HealthStatus.DEGRADED);
            assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(report.find("b").orElseThrow().text()).isEqualTo("the disk: gone");
        }
    }

    @Test
    void the_whole_is_weighed_by_criticality() {
        assertThat(whole(HealthCheck.Criticality.CRITICAL, FakeCheck.broken())).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(whole(HealthCheck.Criticality.CRITICAL, FakeCheck.limping())).isEqualTo(HealthStatus.DEGRADED);
        assertThat(whole(HealthCheck.Criticality.CRITICAL, new Verdict.Unknown("?")))
                .isEqualTo(HealthStatus.UNKNOWN);
        assertThat(whole(HealthCheck.Criticality.IMPORTANT, FakeCheck.broken())).isEqualTo(HealthStatus.DEGRADED);
        assertThat(whole(HealthCheck.Criticality.IMPORTANT, new Verdict.Unknown("?")))
                .isEqualTo(HealthStatus.DEGRADED);
        assertThat(whole(HealthCheck.Criticality.ADVISORY, FakeCheck.broken())).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void a_whole_of_which_nothing_is_known_is_unknown() {
        FakeCheck unknown = FakeCheck.of("a", () -> new Verdict.Unknown("?"));
        try (HealthRunner runner = rig.runner(unknown.criticality(HealthCheck.Criticality.ADVISORY));
                HealthRunner empty = rig.runner()) {
            assertThat(runner.run().status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(empty.run().status()).isEqualTo(HealthStatus.UNKNOWN);
        }
    }

    @Test
    void a_group_is_run_and_nothing_else_and_one_without_checks_is_refused() {
        AtomicInteger runs = new AtomicInteger();
        FakeCheck evening =
                FakeCheck.of("late", counting(runs, FakeCheck.fine())).groups("evening");
        try (HealthRunner runner = rig.runner(FakeCheck.healthy("a").groups("pre-market", "liveness"), evening)) {
            HealthReport report = runner.run("pre-market");

            assertThat(report.group()).contains("pre-market");
            assertThat(report.checks()).extracting(CheckState::id).containsExactly("a");
            assertThat(runs).hasValue(0);
            assertThat(runner.groups()).containsExactly("evening", "liveness", "pre-market");
            assertThatThrownBy(() -> runner.run("premarket"))
                    .hasMessageContaining("'premarket'")
                    .hasMessageContaining("evening, liveness, pre-market");
            assertThatThrownBy(() -> runner.runOnly(List.of("nope"))).hasMessageContaining("There are: a, late");
        }
    }

    @Test
    void a_result_is_used_again_for_its_time_to_live() {
        AtomicInteger runs = new AtomicInteger();
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        FakeCheck check = FakeCheck.of("a", counting(runs, FakeCheck.fine()))
                .policy(CheckPolicy.standard().withTimeToLive(Duration.ofSeconds(5)));
        try (HealthRunner runner = rig.builder(check).nanos(nanos::get).build()) {
            runner.run();
            nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
            runner.run();
            assertThat(runs).hasValue(1);

            nanos.incrementAndGet();
            runner.run();
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void never_run_and_stale_are_not_healthy_and_the_clock_on_the_wall_has_no_say() {
        AtomicLong nanos = new AtomicLong();
        FakeCheck check = FakeCheck.healthy("a").policy(CheckPolicy.standard().withStaleAfter(Duration.ofMinutes(3)));
        try (HealthRunner runner = rig.builder(check).nanos(nanos::get).build()) {
            assertThat(runner.latest().status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(runner.latest().checks().get(0).text()).contains("has not been run yet");

            runner.run();
            rig.time = Rig.NOW.plus(Duration.ofDays(400));
            nanos.addAndGet(Duration.ofMinutes(3).toNanos());
            assertThat(runner.latest("all").status()).isEqualTo(HealthStatus.HEALTHY);

            nanos.incrementAndGet();
            assertThat(runner.latest().status()).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(runner.latest().checks().get(0).text()).contains("3 min old", "it was healthy");
        }
    }

    @Test
    void a_dead_disk_explains_its_followers_and_they_are_not_run() {
        AtomicInteger runs = new AtomicInteger();
        AtomicReference<Verdict> disk = new AtomicReference<>(FakeCheck.broken());
        FakeCheck log = FakeCheck.of("log", counting(runs, FakeCheck.fine()))
                .policy(CheckPolicy.standard().withDependencies(Set.of("disk", "of-another-system")));
        FakeCheck age =
                FakeCheck.of("log-age", counting(runs, FakeCheck.broken())).groups("evening");
        try (HealthRunner runner = rig.builder(age, log, FakeCheck.of("disk", disk::get))
                .policy("log-age", CheckPolicy.standard().withDependencies(Set.of("log")))
                .build()) {
            HealthReport dead = runner.run("evening");

            assertThat(runs).hasValue(0);
            assertThat(dead.checks()).extracting(CheckState::id).containsExactly("log-age", "log", "disk");
            assertThat(dead.checks())
                    .extracting(CheckState::explainedBy)
                    .containsExactly(Optional.of("disk"), Optional.of("disk"), Optional.empty());
            assertThat(dead.checks().get(0).text()).contains("'disk'", "the disk: gone");
            assertThat(dead.alarming()).extracting(CheckState::id).containsExactly("disk");
            assertThat(dead.status()).isEqualTo(HealthStatus.UNHEALTHY);

            disk.set(FakeCheck.limping());
            assertThat(statuses(runner.run()))
                    .containsExactly(HealthStatus.UNHEALTHY, HealthStatus.HEALTHY, HealthStatus.DEGRADED);
        }
    }

    @Test
    void a_check_that_hangs_explains_its_followers_too() {
        FakeCheck disk = FakeCheck.of("disk", rig::hang).deadline(FakeCheck.SOON);
        FakeCheck log = FakeCheck.healthy("log").policy(CheckPolicy.standard().withDependencies(Set.of("disk")));
        try (HealthRunner runner = rig.runner(disk, log)) {
            assertThat(runner.run().find("log").orElseThrow().explainedBy()).contains("disk");
            assertThat(runner.run().find("log").orElseThrow().explainedBy()).contains("disk");
        }
    }

    @Test
    void circles_and_dependencies_on_nothing_are_refused() {
        assertThatThrownBy(() -> rig.builder(FakeCheck.healthy("a"), FakeCheck.healthy("b"), FakeCheck.healthy("c"))
                        .policy("a", CheckPolicy.standard().withDependencies(Set.of("b")))
                        .policy("b", CheckPolicy.standard().withDependencies(Set.of("c")))
                        .policy("c", CheckPolicy.standard().withDependencies(Set.of("b")))
                        .build())
                .hasMessageContaining("b -> c -> b");
        assertThatThrownBy(() -> rig.builder(FakeCheck.healthy("a"))
                        .policy("a", CheckPolicy.standard().withDependencies(Set.of("x")))
                        .build())
                .hasMessageContaining("'a' depend on 'x'");
        assertThatThrownBy(() -> rig.builder(FakeCheck.healthy("a"))
                        .policy("x", CheckPolicy.standard())
                        .build())
                .hasMessageContaining("'x'");
    }

    @Test
    void damping_holds_a_change_back_until_there_were_enough_in_a_row() {
        AtomicReference<Verdict> next = new AtomicReference<>(FakeCheck.fine());
        FakeCheck check =
                FakeCheck.of("a", next::get).policy(CheckPolicy.standard().withDamping(2, 2));
        try (HealthRunner runner = rig.runner(check)) {
            runner.run();
            next.set(FakeCheck.broken());
            CheckState first = runner.run().checks().get(0);

            assertThat(first.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(first.observed()).isEqualTo(HealthStatus.UNHEALTHY);
            assertThat(first.isDamped()).isTrue();
            assertThat(runner.run().status()).isEqualTo(HealthStatus.UNHEALTHY);
        }
    }

    @Test
    void asking_again_while_a_result_is_fresh_counts_as_no_second_failure() {
        AtomicReference<Verdict> next = new AtomicReference<>(FakeCheck.fine());
        AtomicLong nanos = new AtomicLong();
        CheckPolicy policy =
                CheckPolicy.standard().withTimeToLive(Duration.ofSeconds(1)).withDamping(2, 1);
        try (HealthRunner runner = rig.builder(FakeCheck.of("a", next::get).policy(policy))
                .nanos(nanos::get)
                .build()) {
            runner.run();
            nanos.addAndGet(1_000_000_000);
            next.set(FakeCheck.broken());
            runner.run();
            runner.run();
            assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY);

            nanos.addAndGet(1_000_000_000);
            assertThat(runner.run().status()).isEqualTo(HealthStatus.UNHEALTHY);
        }
    }

    @Test
    void trouble_in_a_maintenance_window_is_kept_and_alarms_nobody() {
        List<HealthEvent> events = new ArrayList<>();
        HealthRunner runner = rig.builder(FakeCheck.of("a", FakeCheck::broken), FakeCheck.healthy("b"))
                .listener(events::add)
                .build();
        runner.maintenance(
                new MaintenanceWindow(Set.of("all"), Rig.NOW, Rig.NOW.plusSeconds(60), "The disk is being replaced."));

        HealthReport during = runner.run();
        assertThat(during.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(during.checks().get(0).status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(during.checks().get(0).maintenance()).contains("The disk is being replaced.");

        rig.time = Rig.NOW.plusSeconds(60);
        assertThat(runner.latest().status()).isEqualTo(HealthStatus.UNHEALTHY);
        runner.close();
        assertThat(events).hasSize(2).noneMatch(event -> event.state().isAlarming());
    }

    @Test
    void two_that_ask_at_once_share_one_run() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeCheck check = FakeCheck.of("a", () -> {
            runs.incrementAndGet();
            begun.countDown();
            await(go);
            return FakeCheck.fine();
        });
        try (HealthRunner runner = rig.runner(check)) {
            AtomicReference<HealthReport> other = new AtomicReference<>();
            Thread first = rig.thread(() -> other.set(runner.run()));
            first.start();
            begun.await();
            Thread opener = rig.thread(() -> {
                while (rig.threads.stream().noneMatch(t -> t.getName().equals("second-asks"))) {
                    Thread.onSpinWait();
                }
                go.countDown();
            });
            Thread second = rig.thread(() -> assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY));
            second.start();
            while (second.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            second.setName("second-asks");
            opener.start();
            first.join();
            second.join();

            assertThat(runs).hasValue(1);
            assertThat(Objects.requireNonNull(other.get()).status()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void a_runner_that_was_closed_says_so() {
        HealthRunner runner = rig.runner(FakeCheck.healthy("a"));
        runner.close();

        assertThatThrownBy(runner::run).hasMessageContaining("the runner was closed");
    }

    private HealthStatus whole(HealthCheck.Criticality criticality, Verdict verdict) {
        try (HealthRunner runner = rig.runner(
                FakeCheck.healthy("fine"), FakeCheck.of("a", () -> verdict).criticality(criticality))) {
            return runner.run().status();
        }
    }

    private static List<HealthStatus> statuses(HealthReport report) {
        return report.checks().stream().map(CheckState::status).toList();
    }

    private static java.util.function.Supplier<Verdict> counting(AtomicInteger runs, Verdict verdict) {
        return () -> {
            runs.incrementAndGet();
            return verdict;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
