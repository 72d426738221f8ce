package dev.barque.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.Reading;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of agents that fail, and what is told about them. */
class AgentFailuresTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final Profile V1 = StandardProfiles.v1();

    /** How an agent may fail. */
    private enum Fault {
        THROWS("IllegalStateException: out of order"),
        OVERFLOWS("StackOverflowError"),
        NULL("no view"),
        OTHER_NAME("in the name of somebody"),
        BIAS("bias must be -1..+1 but was 1.5"),
        BIAS_NAN("bias must be -1..+1 but was NaN"),
        CONFIDENCE("confidence must be 0..1 but was -0.1"),
        CONFIDENCE_NAN("confidence must be 0..1 but was NaN");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    /** Speaks or fails by the number of the bar. */
    private record Moody(IntPredicate fails, Fault fault, List<Integer> asked) implements Agent {
        Moody(IntPredicate fails, Fault fault) {
            this(fails, fault, new ArrayList<>());
        }

        @Override
        public String id() {
            return "moody";
        }

        @Override
        @SuppressWarnings({"NullAway", "InfiniteRecursion"})
        public AgentView view(FeatureRow row, MarketContext market) {
            int bar = (int) (market.timeMicros() / UtcMicros.PER_MINUTE);
            if (asked.isEmpty() || asked.get(asked.size() - 1) != bar) {
                asked.add(bar);
            }
            if (!fails.test(bar)) {
                return speaks(id(), 1, 0.9);
            }
            return switch (fault) {
                case THROWS -> throw new IllegalStateException("out of order");
                case OVERFLOWS -> view(row, market);
                case NULL -> null;
                case OTHER_NAME -> speaks("somebody", 1, 0.9);
                case BIAS -> speaks(id(), 1.5, 0.9);
                case BIAS_NAN -> speaks(id(), Double.NaN, 0.9);
                case CONFIDENCE -> speaks(id(), 1, -0.1);
                case CONFIDENCE_NAN -> speaks(id(), 1, Double.NaN);
            };
        }
    }

    private static AgentView speaks(String agent, double bias, double confidence) {
        return AgentView.of(agent, bias, confidence, "test", Levels.none(), Evidence.none());
    }

    private static DecisionPipeline with(Agent agent) {
        List<Agent> agents = new ArrayList<>(V1.agents());
        agents.add(agent);
        return new DecisionPipeline(
                new Profile(
                        V1.id(),
                        V1.featureSet(),
                        V1.engines(),
                        agents,
                        V1.composer(),
                        V1.guards(),
                        V1.missingEngines(),
                        V1.stampRule(),
                        V1.windowRule(),
                        V1.warmUpBars()),
                OptionChains.none());
    }

    private static AgentView viewAt(DecisionSession session, Symbol symbol, int bar) {
        FeatureRow row = FeatureRow.builder(V1.featureSet(), symbol).build(0, 0);
        Decision decision = session.decide(
                row, new MarketContext(symbol, bar * UtcMicros.PER_MINUTE, 100), Circumstances.unknown());
        assertThat(decision.views()).hasSize(4);
        return decision.views().get(3);
    }

    private static AgentStatus status(DecisionSession session) {
        return session.agentReports().agents().get(3);
    }

    @ParameterizedTest
    @EnumSource
    void an_agent_that_fails_abstains_with_the_reason_and_the_bar_is_decided(Fault fault) {
        DecisionSession session = with(new Moody(bar -> true, fault)).newSession();

        AgentView view = viewAt(session, SPY, 1);

        assertThat(view.abstains()).isTrue();
        assertThat(view.evidence().text()).startsWith("failed: ").contains(fault.words);
        assertThat(status(session).failures()).isEqualTo(1);
        assertThat(status(session).lastFailure()).contains(fault.words);
        assertThat(status(session).views()).isZero();
    }

    @Test
    void after_failures_in_a_row_it_is_not_asked_for_a_while_and_comes_back_when_a_trial_succeeds() {
        Moody moody = new Moody(bar -> bar < 12, Fault.THROWS);
        DecisionSession session = with(moody).newSession(new FailureRule(3, 5), () -> 0);

        List<Boolean> abstains = new ArrayList<>();
        for (int bar = 0; bar < 20; bar++) {
            AgentView view = viewAt(session, SPY, bar);
            abstains.add(view.abstains());
            if (bar == 4) {
                assertThat(view.evidence().text()).isEqualTo("disconnected after 3 failures in a row");
                assertThat(status(session).isConnected()).isFalse();
                assertThat(status(session).symbolsAway()).isEqualTo(1);
            }
        }

        // Three failures, five bars away, a trial that fails, five bars away, a trial that succeeds.
        assertThat(moody.asked()).containsExactly(0, 1, 2, 8, 14, 15, 16, 17, 18, 19);
        assertThat(abstains.indexOf(false)).isEqualTo(14);
        assertThat(abstains.lastIndexOf(true)).isEqualTo(13);
        assertThat(status(session).isConnected()).isTrue();
        assertThat(status(session).disconnections()).isEqualTo(1);
        assertThat(status(session).failures()).isEqualTo(4);
        assertThat(status(session).lastViewMicros()).isEqualTo(19 * UtcMicros.PER_MINUTE);
    }

    @Test
    void failures_that_are_not_in_a_row_do_not_disconnect() {
        Moody moody = new Moody(bar -> bar % 3 != 0, Fault.NULL);
        DecisionSession session = with(moody).newSession(new FailureRule(3, 5), () -> 0);
        for (int bar = 0; bar < 30; bar++) {
            viewAt(session, SPY, bar);
        }
        assertThat(moody.asked()).hasSize(30);
        assertThat(status(session).disconnections()).isZero();
    }

    @Test
    void a_failure_on_one_symbol_takes_nothing_from_another() {
        Agent onlySpy = new Agent() {
            @Override
            public String id() {
                return "moody";
            }

            @Override
            public AgentView view(FeatureRow row, MarketContext market) {
                if (market.symbol().equals(SPY)) {
                    throw new IllegalArgumentException("not of this symbol");
                }
                return speaks(id(), 1, 0.7);
            }
        };
        DecisionSession both = with(onlySpy).newSession(new FailureRule(2, 4), () -> 0);
        DecisionSession alone = with(onlySpy).newSession(new FailureRule(2, 4), () -> 0);
        for (int bar = 0; bar < 20; bar++) {
            AgentView spy = viewAt(both, SPY, bar);
            assertThat(viewAt(both, QQQ, bar).abstains()).isFalse();
            assertThat(spy).as("a replay of one symbol").isEqualTo(viewAt(alone, SPY, bar));
        }
        assertThat(status(both).symbolsAway()).isEqualTo(1);
        assertThat(status(both).views()).isEqualTo(20);
    }

    @Test
    void the_host_may_silence_an_agent_and_let_it_speak_again() {
        Moody moody = new Moody(bar -> false, Fault.THROWS);
        DecisionSession session = with(moody).newSession();
        viewAt(session, SPY, 0);
        session.disconnect("moody");
        AgentView silent = viewAt(session, SPY, 1);
        assertThat(status(session).link()).isEqualTo(AgentStatus.Link.DISCONNECTED_BY_HOST);
        session.connect("moody");

        assertThat(silent.abstains()).isTrue();
        assertThat(silent.evidence().text()).isEqualTo("disconnected by the host");
        assertThat(viewAt(session, SPY, 2).abstains()).isFalse();
        assertThat(moody.asked()).containsExactly(0, 2);
        assertThatThrownBy(() -> session.disconnect("nobody"))
                .hasMessageContaining("nobody")
                .hasMessageContaining("hedge, liquidity, sentiment, moody");
    }

    @Test
    void latencies_come_from_the_ticker_of_the_host() {
        long[] now = {1_000};
        Agent slow = new Agent() {
            @Override
            public String id() {
                return "moody";
            }

            @Override
            public AgentView view(FeatureRow row, MarketContext market) {
                now[0] += 100 * (1 + market.timeMicros() / UtcMicros.PER_MINUTE);
                return speaks(id(), 0, 0.5);
            }
        };
        DecisionSession session = with(slow).newSession(FailureRule.standard(), () -> now[0]);
        for (int bar = 0; bar < 3; bar++) {
            viewAt(session, SPY, bar);
        }

        assertThat(status(session).meanNanos()).isEqualTo(200);
        assertThat(status(session).maxNanos()).isEqualTo(300);
        assertThat(session.agentReports().agents().get(0).maxNanos()).isZero();
    }

    @Test
    void a_rule_that_would_never_let_an_agent_speak_is_refused() {
        assertThatThrownBy(() -> new FailureRule(0, 1)).hasMessageContaining("at least 1 but were 0 and 1");
        assertThatThrownBy(() -> new FailureRule(1, 0)).hasMessageContaining("1 and 0");
    }

    @Test
    void guards_see_how_often_agents_have_failed_unless_the_host_counts_itself() {
        List<Double> seen = new ArrayList<>();
        TradeGuard listener = new TradeGuard() {
            @Override
            public String id() {
                return "listener";
            }

            @Override
            public Watch watch() {
                return new Watch() {
                    @Override
                    public void bar(GuardContext context) {
                        seen.add(context.circumstances()
                                .reading(Reading.FAILURES)
                                .orElseThrow()
                                .value());
                    }

                    @Override
                    public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
                        return new GuardVerdict(id(), GuardVerdict.Outcome.PASSED, 1, "");
                    }
                };
            }
        };
        DecisionPipeline moody = with(new Moody(bar -> bar == 2 || bar == 3, Fault.THROWS));
        DecisionSession session =
                new DecisionPipeline(moody.profile().withGuards(List.of(listener)), OptionChains.none()).newSession();
        for (int bar = 1; bar <= 4; bar++) {
            viewAt(session, SPY, bar);
        }
        FeatureRow row = FeatureRow.builder(V1.featureSet(), SPY).build(0, 0);
        MarketContext market = new MarketContext(SPY, 5 * UtcMicros.PER_MINUTE, 100);
        session.decide(
                row, market, new Circumstances(AccountState.unknown(), List.of(new Reading(Reading.FAILURES, 77, 0))));
        assertThat(seen).containsExactly(0.0, 1.0, 2.0, 2.0, 77.0);
    }
}
