package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict;
import java.time.Clock;
import java.util.List;

/** A run of all checks. */
final class HealthQuestion {
    private static final String RUN = "HealthRunner.run";

    private HealthQuestion() {}

    static Question<ThirtyChecks> question() {
        return Question.about("health", ThirtyChecks.class, (dose, scratch) -> new ThirtyChecks(dose.of(200, 20)))
                .asks(
                        "What does a health run cost?",
                        "One pass over 30 checks that cost nothing themselves, results collected. Ours gives each a deadline"
                                + " on a thread that is not the caller's, damps, keeps order and reports; the limit calls them one"
                                + " after the other.")
                .counts(Unit.MICROS, ThirtyChecks::passes)
                .jvm("-Xmx1g")
                .ours(RUN, given -> new Passes(given, 0))
                .ours("the same while 50 others hang", given -> new Passes(given, 50))
                .limit("30 calls in a loop", Calls::new)
                .bar(new Bar.AtMost(RUN, Unit.MICROS, 50_000_000))
                .bar(new Bar.Heap(RUN, 1_000_000))
                .bar(new Bar.AheadOfPeers(1))
                .because(
                        "a check that hangs must not delay the others, so all are handed to another thread and waited for under"
                                + " their deadlines, damped, and made into a report with times; the loop would stand still with"
                                + " the first that hangs.")
                .build();
    }

    private static final class Passes implements Work {
        private final ThirtyChecks given;
        private final HealthPass pass = new HealthPass();
        private long healthy;

        private Passes(ThirtyChecks given, int hanging) {
            this.given = given;
            pass.hanging = hanging;
            pass.begin();
        }

        @Override
        public void run() {
            healthy = 0;
            for (int i = 0; i < given.passes(); i++) {
                healthy += pass.pass().checks().stream()
                        .filter(check -> check.status() == HealthStatus.HEALTHY)
                        .count();
            }
        }

        @Override
        public double checksum() {
            return healthy;
        }

        @Override
        public void close() {
            pass.end();
        }
    }

    private static final class Calls implements Work {
        private final ThirtyChecks given;
        private final List<HealthCheck> checks = HealthPass.cheap();
        private final CheckContext context =
                CheckContext.builder(Clock.systemUTC()).build();
        private long healthy;

        private Calls(ThirtyChecks given) {
            this.given = given;
        }

        @Override
        public void run() {
            healthy = 0;
            for (int i = 0; i < given.passes(); i++) {
                for (HealthCheck check : checks) {
                    healthy += check.run(context) instanceof Verdict.Healthy ? 1 : 0;
                }
            }
        }

        @Override
        public double checksum() {
            return healthy;
        }
    }
}
