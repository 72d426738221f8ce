package dev.barque.cli.internal.work;

import dev.barque.backtest.ReplayResult;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why there was no trade, over a run.
 *
 * @param trades decisions to trade
 * @param reasons how often each reason stood against a trade, the most frequent first
 * @param nearestMiss the bar on which the least would have had to be different, where that is a matter of degree
 */
public record Census(int trades, Map<NoTrade.Reason, Integer> reasons, Optional<NoTrade> nearestMiss) {
    /** Counts the decisions. */
    public static Census of(List<ReplayResult> results) {
        Map<NoTrade.Reason, Integer> counts = new EnumMap<>(NoTrade.Reason.class);
        int trades = 0;
        NoTrade nearest = null;
        for (ReplayResult result : results) {
            for (Decision decision : result.decisions()) {
                if (decision instanceof NoTrade none) {
                    counts.merge(none.reason(), 1, Integer::sum);
                    if (!Double.isNaN(none.smallestChange().amount())
                            && (nearest == null
                                    || none.smallestChange().amount()
                                            < nearest.smallestChange().amount())) {
                        nearest = none;
                    }
                } else if (decision instanceof Trade) {
                    trades++;
                }
            }
        }
        Map<NoTrade.Reason, Integer> sorted = new LinkedHashMap<>();
        Stream<Map.Entry<NoTrade.Reason, Integer>> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<NoTrade.Reason, Integer>comparingByValue().reversed());
        byCount.forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return new Census(trades, sorted, Optional.ofNullable(nearest));
    }

    /** The most frequent reason among bars that had features. */
    public Optional<NoTrade.Reason> mostFrequent() {
        return reasons.keySet().stream()
                .filter(r -> r != NoTrade.Reason.NO_FEATURES)
                .findFirst();
    }
}
