package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.Agent;
import dev.barque.agents.Composer;
import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Profile;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.audit.AuditData;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.LookAheadConformance;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The suite is tested too: profiles in which one part knows the future. */
class LookAheadConformanceTest {
    private static final String TEST = "nothing_that_comes_later_changes_features_decisions_or_equity";
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("level.close", "1")
            .float64("liquidity.present.amihud", "1")
            .build();
    private static final FeatureSet SET =
            new FeatureSet(FeatureSetId.of("tiny"), SCHEMA, Lookback.atMost(Duration.ofMinutes(5)));

    @Test
    void sound_parts_pass() {
        SuiteRun run = SuiteRun.of(Sound.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).containsExactly(TEST);
    }

    @Test
    void an_engine_that_looks_one_bar_ahead_fails() {
        assertThat(SuiteRun.of(LeakingEngine.class).failures().get(TEST))
                .contains("features of AAA at ", "level.close", "(bars)", "-Dbarque.test.seed=1");
    }

    @Test
    void an_engine_with_a_static_cache_of_whole_days_fails() {
        assertThat(SuiteRun.of(CachingEngine.class).failures().get(TEST)).contains("features of AAA at ");
    }

    @Test
    void an_agent_that_looks_one_bar_ahead_fails() {
        assertThat(SuiteRun.of(LeakingAgent.class).failures().get(TEST)).contains("views[0].bias");
    }

    @Test
    void a_composer_that_looks_one_bar_ahead_fails() {
        assertThat(SuiteRun.of(LeakingComposer.class).failures().get(TEST)).contains("decision of AAA at ", "size: ");
    }

    @Test
    void a_guard_that_looks_one_bar_ahead_fails() {
        assertThat(SuiteRun.of(LeakingGuard.class).failures().get(TEST))
                .contains("decision of AAA at ", ", decision: ");
    }

    /** One engine, one agent, a composer that always takes and a guard that lets pass; each can be told to look ahead. */
    static class Sound extends LookAheadConformance {
        @Override
        protected int samples() {
            return 1;
        }

        @Override
        protected Profile profile(AuditData data) {
            return StandardProfiles.v1()
                    .withParts("TINY", SET, List.of(engine(data)), List.of(agent(data)), composer(data))
                    .withGuards(List.of(guard(data)));
        }

        FeatureEngine engine(AuditData data) {
            return new Level(data, false);
        }

        Agent agent(AuditData data) {
            return new Above(data, false);
        }

        Composer composer(AuditData data) {
            return (views, row, market) -> take(views, 1);
        }

        TradeGuard guard(AuditData data) {
            return new Lets(data, false);
        }
    }

    static class LeakingEngine extends Sound {
        @Override
        FeatureEngine engine(AuditData data) {
            return new Level(data, true);
        }
    }

    static class CachingEngine extends Sound {
        private static final Map<Long, Double> LAST_OF_DAY = new HashMap<>();

        @Override
        FeatureEngine engine(AuditData data) {
            return new Level(data, false) {
                @Override
                double value(EngineInput input) {
                    return LAST_OF_DAY.computeIfAbsent(input.nowMicros() / UtcMicros.PER_DAY, day -> {
                        Bars bars = data.bars().day(input.window().symbol(), UtcMicros.utcDate(input.nowMicros()));
                        return bars.close(bars.size() - 1);
                    });
                }
            };
        }
    }

    static class LeakingAgent extends Sound {
        @Override
        Agent agent(AuditData data) {
            return new Above(data, true);
        }
    }

    static class LeakingComposer extends Sound {
        @Override
        Composer composer(AuditData data) {
            return (views, row, market) -> take(views, next(data, market.symbol(), market.timeMicros()));
        }
    }

    static class LeakingGuard extends Sound {
        @Override
        TradeGuard guard(AuditData data) {
            return new Lets(data, true);
        }
    }

    /** The close of the bar after an instant. */
    static double next(AuditData data, Symbol symbol, long micros) {
        Bars day = data.bars().day(symbol, UtcMicros.utcDate(micros));
        return day.close(Math.min(day.indexAtOrBefore(micros) + 1, day.size() - 1));
    }

    static Proposal take(List<AgentView> views, double size) {
        return new Proposal.Take(
                views, Scores.none(), Direction.LONG, 0.9, size, 3, Double.NaN, new Rationale("a", "b", "c", "d"));
    }

    static class Level implements FeatureEngine {
        private final AuditData data;
        private final boolean ahead;

        Level(AuditData data, boolean ahead) {
            this.data = data;
            this.ahead = ahead;
        }

        @Override
        public EngineDescriptor descriptor() {
            return new EngineDescriptor("level", "1", SCHEMA, 2, Duration.ZERO);
        }

        @Override
        public void compute(EngineInput input, EngineOutput output) {
            output.float64(0, value(input));
        }

        double value(EngineInput input) {
            return ahead ? next(data, input.window().symbol(), input.nowMicros()) : input.spot();
        }
    }

    record Above(AuditData data, boolean ahead) implements Agent {
        @Override
        public String id() {
            return "above";
        }

        @Override
        public AgentView view(FeatureRow row, MarketContext market) {
            double price = ahead ? next(data, market.symbol(), market.timeMicros()) : market.spot();
            double bias = Math.max(-1, Math.min(1, (price - row.float64(0)) / price * 100));
            return AgentView.of("above", bias, 0.5, "level", Levels.none(), Evidence.of("price"));
        }
    }

    record Lets(AuditData data, boolean ahead) implements TradeGuard {
        @Override
        public String id() {
            return "lets";
        }

        @Override
        public Watch watch() {
            return (proposal, context) -> verdict(context);
        }

        private GuardVerdict verdict(GuardContext context) {
            MarketContext market = context.market();
            boolean falls = ahead && next(data, market.symbol(), market.timeMicros()) < market.spot();
            return falls ? GuardVerdict.vetoed("lets", "it falls", 1) : GuardVerdict.passed("lets", "it may");
        }
    }
}
