package dev.barque.backtest;

import dev.barque.agents.Composer;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One-minute bars with prices as given, and decisions as told: everything of a replay but the agents. */
final class ScriptedDay implements FeatureReader {
    static final Symbol SPY = Symbol.of("SPY");
    private static final long FIRST = UtcMicros.of(Instant.parse("2025-10-24T13:31:00Z"));
    /** At this ratio slippage is one basis point. */
    private static final double LIQUID = 1e-12;

    private final Bars bars;
    private final Profile base;
    private final Map<Integer, Proposal.Take> takes = new HashMap<>();
    private final Set<Integer> withoutHedge = new HashSet<>();
    private final Set<Integer> withoutRow = new HashSet<>();
    private @Nullable RuntimeException damage;

    ScriptedDay(Profile base, double... prices) {
        this.base = base;
        Bars.Builder builder = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        for (int i = 0; i < prices.length; i++) {
            builder.add(FIRST + i * UtcMicros.PER_MINUTE, prices[i], 1000, 1000 * prices[i]);
        }
        bars = builder.build();
    }

    ScriptedDay take(int bar, Direction direction, int timeStopBars) {
        return take(bar, direction, timeStopBars, Double.NaN);
    }

    ScriptedDay take(int bar, Direction direction, int timeStopBars, double stopLoss) {
        takes.put(
                bar,
                new Proposal.Take(
                        List.of(),
                        Scores.none(),
                        direction,
                        0.9,
                        1.0,
                        timeStopBars,
                        stopLoss,
                        new Rationale("scripted", "script", "good", "low")));
        return this;
    }

    /** On these bars the row lacks the hedge engine. */
    ScriptedDay withoutHedge(int... atBars) {
        for (int bar : atBars) {
            withoutHedge.add(bar);
        }
        return this;
    }

    ScriptedDay withoutRow(int bar) {
        withoutRow.add(bar);
        return this;
    }

    ScriptedDay damagedBy(RuntimeException problem) {
        damage = problem;
        return this;
    }

    Bars bars() {
        return bars;
    }

    ReplayResult replay(ReplayRules rules) {
        return new Replay(pipeline(List.of()), rules).run(bars, this);
    }

    /** Under the mended rules, with guards that are shown this. */
    ReplayResult guarded(List<TradeGuard> guards, ReplayCircumstances circumstances) {
        return new Replay(pipeline(guards), ReplayRules.standard())
                .run(bars, this, base.featureSet().id(), circumstances);
    }

    DecisionPipeline pipeline(List<TradeGuard> guards) {
        Composer script = (views, row, market) -> Optional.<Proposal>ofNullable(takes.get(barOf(market.timeMicros())))
                .orElseGet(() -> new Proposal.Pass(
                        List.of(), Scores.none(), NoTrade.Reason.INSUFFICIENT_ALIGNMENT, new SmallestChange("-", 0)));
        Profile scripted = new Profile(
                base.id(),
                base.featureSet(),
                base.engines(),
                base.agents(),
                script,
                guards,
                base.missingEngines(),
                base.stampRule(),
                base.windowRule(),
                0);
        return new DecisionPipeline(scripted, OptionChains.none());
    }

    ReplayResult published() {
        return replay(ReplayRules.published());
    }

    static ScriptedDay published(double... prices) {
        return new ScriptedDay(StandardProfiles.publishedV1(), prices);
    }

    static ScriptedDay mended(double... prices) {
        return new ScriptedDay(StandardProfiles.v1(), prices);
    }

    ReplayResult mended() {
        return replay(ReplayRules.standard());
    }

    @Override
    public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        if (damage != null) {
            throw damage;
        }
        long shift = base.stampRule() == dev.barque.agents.StampRule.BAR_OPEN ? bars.intervalMicros() : 0;
        int bar = barOf(asOf.eventMicros() + shift);
        return withoutRow.contains(bar) ? Optional.empty() : Optional.of(row(bar, asOf.eventMicros()));
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        throw new UnsupportedOperationException("A replay does not ask");
    }

    private FeatureRow row(int bar, long event) {
        FeatureSchema schema = base.featureSet().schema();
        FeatureRow.Builder row = FeatureRow.builder(base.featureSet(), SPY);
        if (!withoutHedge.contains(bar)) {
            row.float64(schema.indexOf("hedge.present.hedge_force"), 0.3);
            row.float64(schema.indexOf("hedge.present.wall_dist"), 5);
            row.float64(schema.indexOf("hedge.present.conf"), 0.5);
            row.string(schema.indexOf("hedge.present.regime"), "neutral");
        }
        row.intervalList(schema.indexOf("liquidity.present.support"));
        row.intervalList(schema.indexOf("liquidity.present.resistance"));
        row.float64(schema.indexOf("liquidity.present.amihud"), LIQUID);
        row.float64(schema.indexOf("liquidity.present.lambda_impact"), LIQUID);
        row.float64(schema.indexOf("liquidity.present.conf"), 0.7);
        row.string(schema.indexOf("sentiment.present.regime"), "neutral");
        for (String field : List.of("present.price_momo_z", "present.vol_momo_z", "present.conf")) {
            row.float64(schema.indexOf("sentiment." + field), 0.1);
        }
        row.float64(schema.indexOf("sentiment.future.flip_prob_10b"), 0.3);
        row.float64(schema.indexOf("sentiment.future.vov_tilt"), 0.1);
        return row.build(event, event);
    }

    private static int barOf(long micros) {
        return Math.toIntExact((micros - FIRST) / UtcMicros.PER_MINUTE);
    }
}
