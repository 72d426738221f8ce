package dev.barque.backtest.report;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.ExitReason;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayStatistics;
import dev.barque.backtest.SyntheticReplays;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Results of a handful of bars whose every figure can be checked by hand, with texts of the test's choice. */
final class TinyRuns {
    static final Instant OPEN = Instant.parse("2025-10-24T13:30:00Z");
    static final FeatureSetId SET = FeatureSetId.of("v0.1.0");
    static final Rationale WHY = new Rationale("2/3 agents agree", "sentiment", "good", "low");

    private TinyRuns() {}

    /** Four bars: nothing, a decision for long, the entry at 100.5, the exit at 102 with costs of 0.1. */
    static ReplayResult day(int daysLater, String symbol, String word) {
        Symbol named = Symbol.of(symbol);
        Instant open = OPEN.plusSeconds(86_400L * daysLater);
        Bars.Builder bars = Bars.builder(named);
        long[] times = new long[4];
        double[] prices = {100, Double.NaN, 100.5, 102};
        for (int i = 0; i < 4; i++) {
            times[i] = UtcMicros.of(open) + (i + 1) * UtcMicros.PER_MINUTE;
            bars.add(times[i], prices[i], 10, Double.NaN);
        }
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Instant time = UtcMicros.toInstant(times[i]);
            Grounds grounds = new Grounds(
                    named,
                    time,
                    "V1",
                    new RowId(named, SET, time, time, i),
                    List.of(
                            AgentView.of(word, 1, i == 0 ? Double.NaN : 0.7, word, Levels.none(), Evidence.of(word)),
                            AgentView.abstain("quiet", "nothing to see")),
                    new Scores(0.7, 0),
                    List.of());
            decisions.add(
                    i == 1
                            ? new Trade(grounds, Direction.LONG, 0.7, 1, 5, 99, WHY)
                            : new NoTrade(grounds, NoTrade.Reason.NO_ALIGNMENT, new SmallestChange(word, Double.NaN)));
        }
        ClosedTrade trade = new ClosedTrade(
                Direction.LONG,
                1,
                UtcMicros.toInstant(times[2]),
                100.5,
                UtcMicros.toInstant(times[3]),
                102,
                ExitReason.END_OF_DAY,
                1.4,
                0.1,
                1,
                4,
                0.7,
                WHY);
        return new ReplayResult(
                "V1",
                SET,
                bars.build(),
                decisions,
                List.of(trade),
                SyntheticReplays.curve(times, 0, 0, -0.5, 1.4),
                new ReplayStatistics(1.4, 1, 1, 1.4, 0, 0, 0.5, 0.1));
    }

    static ReplayResult empty() {
        return new ReplayResult(
                "V1",
                SET,
                Bars.builder(Symbol.of("SPY")).build(),
                List.of(),
                List.of(),
                SyntheticReplays.curve(new long[0]),
                new ReplayStatistics(0, 0, 0, 0, 0, 0, 0, 0));
    }
}
