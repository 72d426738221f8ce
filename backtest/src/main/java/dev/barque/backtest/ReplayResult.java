package dev.barque.backtest;

import dev.barque.core.decision.Decision;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Bars;
import java.util.List;

/**
 * What the replay of one stretch of bars (usually a day) gave.
 *
 * @param profile by which rules
 * @param featureSet from which features
 * @param bars what was replayed, in the order of time
 * @param decisions one for each replayed bar but the last, in the order of time
 * @param trades closed trades in the order of closing
 * @param equity one point for each replayed bar
 * @param statistics the figures
 */
public record ReplayResult(
        String profile,
        FeatureSetId featureSet,
        Bars bars,
        List<Decision> decisions,
        List<ClosedTrade> trades,
        EquityCurve equity,
        ReplayStatistics statistics) {
    /** Copies the lists. */
    public ReplayResult {
        decisions = List.copyOf(decisions);
        trades = List.copyOf(trades);
    }
}
