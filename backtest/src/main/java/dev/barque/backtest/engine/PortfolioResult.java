package dev.barque.backtest.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a run gave.
 *
 * @param strategy who traded
 * @param rules by which rules, in words
 * @param summary the figures
 * @param fills executions in the order of time
 * @param roundTrips closed positions in the order of closing
 * @param refusals orders that were not executed, or not in whole
 * @param equity the account over time
 */
public record PortfolioResult(
        String strategy,
        List<String> rules,
        PortfolioSummary summary,
        List<OrderFill> fills,
        List<RoundTrip> roundTrips,
        List<Refusal> refusals,
        AccountSeries equity) {
    /** Copies the lists. */
    public PortfolioResult {
        rules = List.copyOf(rules);
        fills = List.copyOf(fills);
        roundTrips = List.copyOf(roundTrips);
        refusals = List.copyOf(refusals);
    }

    /** Keeps all results in memory. */
    static final class Collector implements ReplaySink {
        private final List<OrderFill> fills = new ArrayList<>();
        private final List<RoundTrip> trips = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final AccountSeries.Builder equity = new AccountSeries.Builder();

        @Override
        public void fill(OrderFill fill) {
            fills.add(fill);
        }

        @Override
        public void roundTrip(RoundTrip trip) {
            trips.add(trip);
        }

        @Override
        public void refusal(Refusal refusal) {
            refusals.add(refusal);
        }

        @Override
        public void stale(long timeMicros, double exposure) {
            equity.stale(exposure);
        }

        @Override
        public void equity(long timeMicros, double worth, double cash, double exposure) {
            equity.add(timeMicros, worth, cash, exposure);
        }

        PortfolioResult result(String strategy, List<String> rules, PortfolioSummary summary) {
            return new PortfolioResult(strategy, rules, summary, fills, trips, refusals, equity.build());
        }
    }
}
