package dev.barque.agents.reliability;

import static dev.barque.agents.reliability.RandomOutcomes.AGENTS;
import static dev.barque.agents.reliability.RandomOutcomes.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.decision.Direction;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is learned of agents, and that it is learned from what was known and from nothing else. */
class ReliabilityTest {
    private static final long SEED = Long.getLong("barque.test.seed", 20261121);
    private static final long DAY = UtcMicros.PER_DAY;

    @Test
    void an_agent_of_whom_nothing_is_known_counts_as_it_says() {
        Reliability unknown =
                ReliabilityHistory.of(ReliabilityRules.standard(), List.of()).at("hedge", START);

        assertThat(unknown.weight()).isEqualTo(1);
        assertThat(unknown.share()).isEqualTo(0.5);
        assertThat(unknown.outcomes()).isZero();
    }

    @Test
    void the_share_is_the_mean_of_prior_and_faded_counts() {
        // 4 wins and 1 loss, a half-life before: they count 2 and 0.5. (10 + 2) / (20 + 2.5).
        ReliabilityRules rules = new ReliabilityRules(10, 10, Duration.ofDays(20), 0.5, 1.5, 0);
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(4, outcome(START, Outcome.Result.WON)));
        outcomes.add(outcome(START, Outcome.Result.LOST));

        Reliability later = ReliabilityHistory.of(rules, outcomes).at("hedge", START + 20 * DAY);

        assertThat(later.fadedWins()).isCloseTo(2, within(1e-12));
        assertThat(later.fadedLosses()).isCloseTo(0.5, within(1e-12));
        assertThat(later.share()).isCloseTo(12 / 22.5, within(1e-12));
        assertThat(later.weight()).isCloseTo(2 * 12 / 22.5, within(1e-12));
        assertThat(later.outcomes()).isEqualTo(5);
        assertThat(later.wins()).isEqualTo(4);
    }

    @Test
    void a_weight_stays_within_its_bounds_and_returns_to_one_when_the_agent_falls_silent() {
        ReliabilityRules rules = new ReliabilityRules(1, 1, Duration.ofDays(20), 0.5, 1.5, 0);
        for (Outcome.Result result : Outcome.Result.values()) {
            ReliabilityHistory history =
                    ReliabilityHistory.of(rules, Collections.nCopies(1_000, outcome(START, result)));

            assertThat(history.weight("hedge", START)).isEqualTo(result == Outcome.Result.WON ? 1.5 : 0.5);
            assertThat(history.weight("hedge", START + 2_000 * DAY)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void an_outcome_counts_from_the_instant_at_which_it_is_known() {
        ReliabilityHistory history =
                ReliabilityHistory.of(ReliabilityRules.standard(), List.of(outcome(START, Outcome.Result.WON)));

        assertThat(history.at("hedge", START - 1).outcomes()).isZero();
        assertThat(history.at("hedge", START).outcomes()).isEqualTo(1);
        assertThat(history.weight("hedge", START - 1)).isEqualTo(1);
        assertThat(history.weight("hedge", START)).isGreaterThan(1);
    }

    @Test
    void outcomes_that_become_known_later_never_change_an_earlier_answer() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            ReliabilityRules rules = RandomOutcomes.rules(random);
            List<Outcome> before = RandomOutcomes.many(random, random.nextInt(120));
            long asked = RandomOutcomes.instant(random);
            List<Outcome> with = new ArrayList<>(before);
            for (int i = 0; i <= random.nextInt(60); i++) {
                with.add(RandomOutcomes.one(random, asked + 1 + random.nextInt(1 << 30)));
            }
            ReliabilityHistory earlier = ReliabilityHistory.of(rules, before);
            ReliabilityHistory later = ReliabilityHistory.of(rules, with);
            for (String agent : AGENTS) {
                assertThat(later.at(agent, asked))
                        .as("seed %s, round %s, %s", SEED, round, agent)
                        .isEqualTo(earlier.at(agent, asked));
            }
        }
    }

    @Test
    void the_history_agrees_with_the_sum_that_the_documentation_gives() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < 200; round++) {
            ReliabilityRules rules = RandomOutcomes.rules(random);
            List<Outcome> outcomes = RandomOutcomes.many(random, random.nextInt(150));
            Collections.shuffle(outcomes, random);
            long asked = RandomOutcomes.instant(random) + random.nextInt(3) - 1;
            ReliabilityHistory history = ReliabilityHistory.of(rules, outcomes);
            for (String agent : AGENTS) {
                double[] naive = naive(rules, outcomes, agent, asked);
                Reliability found = history.at(agent, asked);
                String where = "seed " + (SEED + 1) + ", round " + round + ", " + agent;

                assertThat(found.fadedWins()).as(where).isCloseTo(naive[0], within(1e-10));
                assertThat(found.fadedLosses()).as(where).isCloseTo(naive[1], within(1e-10));
                assertThat(found.outcomes()).as(where).isEqualTo((long) naive[2]);
                assertThat(found.weight()).as(where).isBetween(0.1, 3.0).isEqualTo(history.weight(agent, asked));
            }
        }
    }

    @Test
    void the_tracker_weighs_at_each_instant_as_the_history_does_to_the_last_bit() {
        Random random = new Random(SEED + 2);
        for (int round = 0; round < 100; round++) {
            ReliabilityRules rules = RandomOutcomes.rules(random);
            List<Outcome> outcomes = RandomOutcomes.many(random, 150);
            ReliabilityHistory history = ReliabilityHistory.of(rules, outcomes);
            ReliabilityTracker tracker = new ReliabilityTracker(rules);
            for (int i = 0; i < outcomes.size(); i++) {
                tracker.learn(outcomes.get(i));
                long known = outcomes.get(i).knownMicros();
                long next = i + 1 < outcomes.size() ? outcomes.get(i + 1).knownMicros() : known + DAY;
                // Not before all that is known at one instant has been learnt, and also between two outcomes.
                for (long asked = known; asked < next; asked += 1 + (next - known) / 2) {
                    for (String agent : AGENTS) {
                        assertThat(tracker.at(agent, asked))
                                .as("seed %s, round %s, outcome %s, %s", SEED + 2, round, i, agent)
                                .isEqualTo(history.at(agent, asked));
                    }
                }
            }
        }
    }

    @Test
    void the_tracker_refuses_what_would_change_an_answer_that_it_gave() {
        ReliabilityTracker tracker = new ReliabilityTracker(ReliabilityRules.standard());
        tracker.learn(outcome(START, Outcome.Result.WON));
        double given = tracker.weight("hedge", START + 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.learn(outcome(START + 10, Outcome.Result.LOST)))
                .withMessageContaining("a weight was given for")
                .withMessageContaining("before the decision of their instant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.learn(outcome(START - 1, Outcome.Result.LOST)))
                .withMessageContaining("was learnt already");
        assertThat(tracker.weight("hedge", START + 10)).isEqualTo(given);
    }

    @Test
    void the_tracker_does_not_answer_for_a_past_that_it_no_longer_knows() {
        ReliabilityTracker tracker = new ReliabilityTracker(ReliabilityRules.standard());
        tracker.learn(outcome(START, Outcome.Result.WON));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracker.weight("hedge", START - 1))
                .withMessageContaining("Ask a ReliabilityHistory about the past");
    }

    @Test
    void views_that_were_not_sure_enough_are_not_judged() {
        ReliabilityRules rules = new ReliabilityRules(10, 10, Duration.ofDays(1), 0.5, 1.5, 0.5);
        List<Outcome> outcomes = List.of(unsure(0.49), unsure(0.5));
        ReliabilityTracker tracker = new ReliabilityTracker(rules);
        outcomes.forEach(tracker::learn);

        assertThat(ReliabilityHistory.of(rules, outcomes).at("hedge", START).outcomes())
                .isEqualTo(1);
        assertThat(tracker.at("hedge", START).outcomes()).isEqualTo(1);
    }

    @Test
    void the_interval_holds_the_share_and_shrinks_as_outcomes_come_in() {
        List<Outcome> many = new ArrayList<>(Collections.nCopies(600, outcome(START, Outcome.Result.WON)));
        many.addAll(Collections.nCopies(400, outcome(START, Outcome.Result.LOST)));
        Reliability few =
                ReliabilityHistory.of(ReliabilityRules.standard(), List.of()).at("hedge", START);
        Reliability sure =
                ReliabilityHistory.of(ReliabilityRules.standard(), many).at("hedge", START);

        for (Reliability each : List.of(few, sure)) {
            assertThat(each.share()).isBetween(each.shareQuantile(0.05), each.shareQuantile(0.95));
            assertThat(each.weight()).isBetween(each.weightQuantile(0.05), each.weightQuantile(0.95));
        }
        assertThat(sure.shareQuantile(0.95) - sure.shareQuantile(0.05))
                .isLessThan((few.shareQuantile(0.95) - few.shareQuantile(0.05)) / 2);
    }

    @Test
    void what_cannot_be_an_outcome_or_a_rule_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome("hedge", START, Direction.LONG, 0.5, START, Outcome.Result.WON, 1))
                .withMessageContaining("must be known later than");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome("hedge", START, Direction.LONG, 0.5, START + 1, Outcome.Result.WON, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReliabilityRules(0, 1, Duration.ofDays(1), 0.5, 1.5, 0))
                .withMessage("priorWins must be above 0 and finite but was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReliabilityRules(1, 1, Duration.ofDays(1), 1.1, 1.5, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReliabilitySource.fixed(Map.of("hedge", -0.1)))
                .withMessageContaining("'hedge'");
    }

    private static double[] naive(ReliabilityRules rules, List<Outcome> outcomes, String agent, long asked) {
        double[] sums = new double[3];
        for (Outcome outcome : outcomes) {
            if (outcome.agent().equals(agent)
                    && outcome.knownMicros() <= asked
                    && outcome.confidence() >= rules.leastConfidence()) {
                double halfLives =
                        (asked - outcome.knownMicros()) / (rules.halfLife().toNanos() / 1e3);
                sums[outcome.result() == Outcome.Result.WON ? 0 : 1] += outcome.count() * Math.pow(0.5, halfLives);
                sums[2]++;
            }
        }
        return sums;
    }

    private static Outcome outcome(long known, Outcome.Result result) {
        return new Outcome("hedge", known - UtcMicros.PER_MINUTE, Direction.LONG, 0.7, known, result, 1);
    }

    private static Outcome unsure(double confidence) {
        return new Outcome(
                "hedge", START - UtcMicros.PER_MINUTE, Direction.LONG, confidence, START, Outcome.Result.WON, 1);
    }
}
