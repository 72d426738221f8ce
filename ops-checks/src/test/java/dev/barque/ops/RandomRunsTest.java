package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random systems against a model that asks one check after the other. */
@Timeout(60)
class RandomRunsTest {
    private static final List<HealthStatus> ANSWERS = List.of(
            HealthStatus.HEALTHY,
            HealthStatus.HEALTHY,
            HealthStatus.DEGRADED,
            HealthStatus.UNHEALTHY,
            HealthStatus.UNKNOWN);

    /** A check, what it will answer, and what the model knows of it. */
    private static final class Modelled {
        private final String id;
        private final Set<Integer> causes = new TreeSet<>();
        private volatile HealthStatus next = HealthStatus.HEALTHY;
        private HealthStatus status = HealthStatus.UNKNOWN;
        private Optional<String> explainedBy = Optional.empty();
        private int runs;

        private Modelled(String id) {
            this.id = id;
        }

        private boolean explains() {
            return explainedBy.isPresent() || status == HealthStatus.UNHEALTHY;
        }

        private Verdict answer() {
            return switch (next) {
                case HEALTHY -> FakeCheck.fine();
                case DEGRADED -> FakeCheck.limping();
                case UNHEALTHY -> FakeCheck.broken();
                case UNKNOWN -> throw new IllegalStateException("planted");
            };
        }
    }

    @Test
    void any_system_answers_as_if_its_checks_were_asked_one_after_the_other() {
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Modelled> model = new ArrayList<>();
            int count = random.nextInt(1, 13);
            for (int i = 0; i < count; i++) {
                Modelled check = new Modelled("c" + (char) ('a' + i));
                for (int on = 0; on < i; on++) {
                    if (random.nextInt(4) == 0) {
                        check.causes.add(on);
                    }
                }
                model.add(check);
            }
            AtomicIntegerArray runs = new AtomicIntegerArray(count);
            Rig rig = new Rig();
            try (HealthRunner runner = runner(rig, model, runs, random)) {
                for (int round = 0; round < 6; round++) {
                    String where = "seed " + seed + ", round " + round;
                    model.forEach(check -> check.next = ANSWERS.get(random.nextInt(ANSWERS.size())));
                    Set<Integer> wanted = new TreeSet<>();
                    for (int i = 0; i < count; i++) {
                        if (random.nextInt(3) > 0) {
                            wanted.add(i);
                        }
                    }
                    HealthReport report = runner.runOnly(
                            wanted.stream().map(i -> model.get(i).id).toList());
                    Set<Integer> asked = new TreeSet<>();
                    wanted.forEach(i -> ask(model, i, asked));
                    assertThat(report.checks())
                            .as(where)
                            .extracting(CheckState::id)
                            .containsExactlyElementsOf(
                                    asked.stream().map(i -> model.get(i).id).toList());
                    for (int i = 0; i < count; i++) {
                        Modelled expected = model.get(i);
                        assertThat(runs.get(i))
                                .as("%s, runs of %s", where, expected.id)
                                .isEqualTo(expected.runs);
                        report.find(expected.id).ifPresent(found -> {
                            assertThat(found.status())
                                    .as("%s, %s", where, expected.id)
                                    .isEqualTo(expected.status);
                            assertThat(found.explainedBy())
                                    .as("%s, %s", where, expected.id)
                                    .isEqualTo(expected.explainedBy);
                        });
                    }
                }
            }
        }
    }

    @Test
    void whoever_asks_gets_a_whole_report_whatever_others_ask_interrupt_or_take_their_time_for() throws Exception {
        for (long seed = 0; seed < 30; seed++) {
            long of = seed;
            SplittableRandom random = new SplittableRandom(seed);
            Rig rig = new Rig();
            List<HealthCheck> checks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long nanos = random.nextInt(3) == 0 ? random.nextInt(300_000) : 0;
                FakeCheck check = FakeCheck.of("c" + i, () -> {
                    LockSupport.parkNanos(nanos);
                    return FakeCheck.fine();
                });
                checks.add(i < 2 ? check : check.policy(CheckPolicy.standard().withDependencies(Set.of("c" + i % 2))));
            }
            int usual = random.nextInt(1, 4);
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            try (HealthRunner runner = rig.builder(checks.toArray(HealthCheck[]::new))
                    .threads(usual, usual + random.nextInt(3))
                    .patience(new Patience(1 + random.nextInt(2) * 50_000L, 200_000))
                    .build()) {
                List<Thread> asking = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    SplittableRandom own = random.split();
                    asking.add(rig.thread(() -> {
                        for (int n = 0; n < 40; n++) {
                            boolean interrupted = own.nextInt(8) == 0;
                            if (interrupted) {
                                Thread.currentThread().interrupt();
                            }
                            Set<String> ids = new HashSet<>();
                            for (int i = own.nextInt(8); i < 8; i++) {
                                ids.add("c" + i);
                            }
                            for (CheckState state : runner.runOnly(ids).checks()) {
                                boolean brokenOff = interrupted && state.text().contains("the run was interrupted");
                                if (state.status() != HealthStatus.HEALTHY && !brokenOff) {
                                    wrong.add("seed " + of + ": " + state.text());
                                }
                            }
                            if (Thread.interrupted() != interrupted) {
                                wrong.add("seed " + of + ": an interrupt was lost or invented");
                            }
                        }
                    }));
                }
                asking.forEach(Thread::start);
                for (Thread thread : asking) {
                    thread.join();
                }
                assertThat(wrong).isEmpty();
                assertThat(runner.run().status()).as("seed %d", seed).isEqualTo(HealthStatus.HEALTHY);
                assertThat(runner.latest().runner().threads()).isLessThanOrEqualTo(usual + 2);
            }
        }
    }

    private static HealthRunner runner(
            Rig rig, List<Modelled> model, AtomicIntegerArray runs, SplittableRandom random) {
        HealthCheck[] checks = new HealthCheck[model.size()];
        Arrays.setAll(checks, i -> {
            Modelled check = model.get(i);
            Set<String> causes = new HashSet<>();
            check.causes.forEach(on -> causes.add(model.get(on).id));
            return FakeCheck.of(check.id, () -> {
                        runs.incrementAndGet(i);
                        return check.answer();
                    })
                    .policy(CheckPolicy.standard().withDependencies(causes));
        });
        int usual = random.nextInt(1, 5);
        long[] patience = {1, 10_000, Long.MAX_VALUE};
        return rig.builder(checks)
                .threads(usual, usual + random.nextInt(3))
                .patience(new Patience(patience[random.nextInt(3)], patience[random.nextInt(3)]))
                .build();
    }

    /** Asks a check after its causes, in the order of their ids. */
    private static void ask(List<Modelled> model, int which, Set<Integer> asked) {
        if (!asked.add(which)) {
            return;
        }
        Modelled check = model.get(which);
        check.causes.forEach(cause -> ask(model, cause, asked));
        Optional<Modelled> explaining =
                check.causes.stream().map(model::get).filter(Modelled::explains).findFirst();
        check.explainedBy = explaining.map(by -> by.explainedBy.orElse(by.id));
        if (explaining.isPresent()) {
            check.status = HealthStatus.UNKNOWN;
        } else {
            check.runs++;
            check.status = check.next;
        }
    }
}
