package dev.barque.backtest.report;

import dev.barque.backtest.engine.RoundTrip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the closed positions of each symbol earned and cost. */
final class SymbolCosts {
    private int trips;
    private double gross;
    private double slippage;
    private double impact;
    private double fees;
    private double borrow;
    private double net;

    private SymbolCosts() {}

    /** In the order of the symbols; with several, all of them come last. Empty without a position. */
    static List<PortfolioPage.Costs> of(List<RoundTrip> trips) {
        Map<String, SymbolCosts> bySymbol = new TreeMap<>();
        SymbolCosts all = new SymbolCosts();
        for (RoundTrip trip : trips) {
            bySymbol.computeIfAbsent(trip.symbol().value(), s -> new SymbolCosts())
                    .add(trip);
            all.add(trip);
        }
        List<PortfolioPage.Costs> rows = new ArrayList<>();
        bySymbol.forEach((symbol, sums) -> rows.add(sums.row(symbol)));
        if (bySymbol.size() > 1) {
            rows.add(all.row("All"));
        }
        return rows;
    }

    private void add(RoundTrip trip) {
        trips++;
        gross += trip.gross();
        slippage += trip.slippage();
        impact += trip.impact();
        fees += trip.fees();
        borrow += trip.borrow();
        net += trip.net();
    }

    private PortfolioPage.Costs row(String symbol) {
        double costs = slippage + impact + fees + borrow;
        return new PortfolioPage.Costs(
                symbol,
                Numbers.fixed(trips, 0),
                Page.Signed.of(gross, 2),
                Numbers.fixed(slippage, 2),
                Numbers.fixed(impact, 2),
                Numbers.fixed(fees, 2),
                Numbers.fixed(borrow, 2),
                Page.Signed.of(net, 2),
                gross > 0 ? Numbers.percent(costs / gross) : "\u2013");
    }
}
