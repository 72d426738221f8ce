package dev.barque.agents.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A view is judged by the close of the n-th bar after its own, and not before that bar is complete. */
class ForwardReturnsTest {
    private static final long SEED = Long.getLong("barque.test.seed", 42);
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long START = RandomOutcomes.START;

    @Test
    void a_view_is_right_when_the_price_moved_its_way_over_the_horizon() {
        Bars bars = prices(100, 99, 101, 101, 100);
        List<Decision> decisions = List.of(
                on(bars, 0, view("up", 1, 0.7), view("down", -0.5, 0.6)),
                on(bars, 1, view("up", 1, 0.8)),
                on(bars, 2, view("down", -1, 0.9)));

        List<Outcome> outcomes = new ForwardReturns(2, 0).session(decisions, bars);

        assertThat(outcomes)
                .extracting(Outcome::agent, Outcome::decidedMicros, Outcome::knownMicros, Outcome::result)
                .containsExactly(
                        tuple("up", bars.time(0), bars.time(2), Outcome.Result.WON),
                        tuple("down", bars.time(0), bars.time(2), Outcome.Result.LOST),
                        tuple("up", bars.time(1), bars.time(3), Outcome.Result.WON),
                        tuple("down", bars.time(2), bars.time(4), Outcome.Result.WON));
        assertThat(outcomes).allMatch(outcome -> outcome.count() == 0.5);
        assertThat(outcomes).extracting(Outcome::confidence).containsExactly(0.7, 0.6, 0.8, 0.9);
    }

    @Test
    void who_abstains_points_nowhere_or_saw_no_move_is_not_judged() {
        Bars bars = prices(100, 100.5, 100.5, Double.NaN, 100.5);
        List<Decision> decisions = List.of(
                on(bars, 0, AgentView.abstain("silent", "no option chain"), view("flat", 0, 0.9), view("up", 1, 0.9)),
                on(bars, 1, view("up", 1, 0.9)),
                on(bars, 2, view("up", 1, 0.9)),
                on(bars, 3, view("up", 1, 0.9)));

        assertThat(new ForwardReturns(1, 0).session(decisions, bars))
                .extracting(Outcome::agent, Outcome::decidedMicros)
                .containsExactly(tuple("up", bars.time(0)));
        assertThat(new ForwardReturns(1, 51).session(decisions, bars)).isEmpty();
    }

    @Test
    void views_that_are_open_at_the_end_of_a_session_are_not_judged_by_the_next_one() {
        Bars first = prices(100, 101);
        ForwardReturns returns = new ForwardReturns(2, 0);

        assertThat(returns.session(List.of(on(first, 0, view("up", 1, 0.9))), first))
                .isEmpty();
        assertThat(returns.session(List.of(on(first, 0, view("up", 1, 0.9))), first))
                .isEmpty();
    }

    @Test
    void no_outcome_is_known_before_the_bar_that_settles_it_and_none_changes_with_later_bars() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            double[] path = new double[40];
            for (int i = 0; i < path.length; i++) {
                path[i] = 100 + random.nextInt(5);
            }
            int cut = 1 + random.nextInt(path.length - 1);
            int horizon = 1 + random.nextInt(8);
            double[] other = path.clone();
            for (int i = cut; i < other.length; i++) {
                other[i] = 90 + random.nextInt(20);
            }
            Random views = new Random(random.nextLong());
            List<Decision> decisions = new ArrayList<>();
            Bars bars = prices(path);
            for (int i = 0; i < path.length; i++) {
                decisions.add(on(bars, i, view("up", views.nextInt(3) - 1, views.nextDouble())));
            }
            long lastCommon = bars.time(cut - 1);
            List<Outcome> before = new ForwardReturns(horizon, 0).session(decisions, bars);
            List<Outcome> after = new ForwardReturns(horizon, 0).session(decisions, prices(other));

            assertThat(knownUpTo(after, lastCommon))
                    .as("seed %s, round %s", SEED, round)
                    .isEqualTo(knownUpTo(before, lastCommon));
            assertThat(before).allMatch(o -> o.knownMicros() - o.decidedMicros() == horizon * UtcMicros.PER_MINUTE);
        }
    }

    @Test
    void pushed_in_bar_by_bar_it_gives_the_outcomes_of_the_whole_session() {
        Bars bars = prices(100, 101, 99, 102, 98, 103, 97);
        List<Decision> decisions = new ArrayList<>();
        ForwardReturns live = new ForwardReturns(3, 0);
        List<Outcome> pushed = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            decisions.add(on(bars, i, view("up", 1, 0.7), view("down", -1, 0.7)));
            List<Outcome> known = live.bar(decisions.get(i), bars.close(i));
            long now = bars.time(i);
            assertThat(known).allMatch(outcome -> outcome.knownMicros() == now);
            pushed.addAll(known);
        }

        assertThat(pushed).hasSize(8).isEqualTo(new ForwardReturns(3, 0).session(decisions, bars));
    }

    @Test
    void decisions_that_are_not_those_of_the_bars_are_refused() {
        Bars bars = prices(100, 101);
        Bars other = prices(100, 101, 102);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForwardReturns(1, 0).session(List.of(on(bars, 1)), bars))
                .withMessageContaining("expected a decision for each bar in order");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ForwardReturns(1, 0).session(List.of(on(other, 0), on(other, 1), on(other, 2)), bars));
        ForwardReturns returns = new ForwardReturns(1, 0);
        returns.bar(on(bars, 1), 100);
        assertThatIllegalArgumentException().isThrownBy(() -> returns.bar(on(bars, 0), 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new ForwardReturns(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ForwardReturns(1, Double.NaN));
    }

    private static List<Outcome> knownUpTo(List<Outcome> outcomes, long micros) {
        return outcomes.stream().filter(o -> o.knownMicros() <= micros).toList();
    }

    private static AgentView view(String agent, double bias, double confidence) {
        return AgentView.of(agent, bias, confidence, "test", Levels.none(), Evidence.none());
    }

    private static Decision on(Bars bars, int i, AgentView... views) {
        return new NoTrade(
                new Grounds(
                        SPY, UtcMicros.toInstant(bars.time(i)), "V1", null, List.of(views), Scores.none(), List.of()),
                NoTrade.Reason.NO_ALIGNMENT,
                new SmallestChange("test", Double.NaN));
    }

    private static Bars prices(double... prices) {
        Bars.Builder bars = Bars.builder(SPY);
        for (int i = 0; i < prices.length; i++) {
            bars.add(START + i * UtcMicros.PER_MINUTE, prices[i], 1_000, 1_000 * prices[i]);
        }
        return bars.build();
    }
}
