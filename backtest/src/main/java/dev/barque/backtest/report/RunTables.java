package dev.barque.backtest.report;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.report.Page.Fact;
import dev.barque.backtest.report.Page.Signed;
import dev.barque.backtest.report.RunSeries.PlacedTrade;
import dev.barque.core.market.Bars;
import java.util.ArrayList;
import java.util.List;

/** The tables of one run. */
final class RunTables {
    private static final int CHANGES_SHOWN = 8;

    private final int index;
    private final ReportRun run;
    private final RunSeries series;
    private final LocalTimes times;
    private final int priceDecimals;
    private final int moneyDecimals;

    RunTables(int index, ReportRun run, RunSeries series, LocalTimes times, int priceDecimals, int moneyDecimals) {
        this.index = index;
        this.run = run;
        this.series = series;
        this.times = times;
        this.priceDecimals = priceDecimals;
        this.moneyDecimals = moneyDecimals;
    }

    List<Page.Outcome> outcomes(DecisionCensus census, int decided) {
        int most = census.outcomes.stream()
                .mapToInt(DecisionCensus.Outcome::count)
                .max()
                .orElse(1);
        return census.outcomes.stream()
                .map(o -> new Page.Outcome(
                        o.text(),
                        Numbers.fixed(o.count(), 0),
                        Numbers.percent((double) o.count() / decided),
                        Numbers.exact(Math.round(1000.0 * o.count() / most) / 10.0),
                        o.trade() ? "trade" : "none"))
                .toList();
    }

    List<Page.Change> changes(DecisionCensus census) {
        return census.changes.stream()
                .limit(CHANGES_SHOWN)
                .map(c -> new Page.Change(
                        c.text(),
                        Numbers.fixed(c.count(), 0),
                        Numbers.fixed(c.amount(), 4),
                        Numbers.fixed(c.least(), 4)))
                .toList();
    }

    List<String> changesLeftOut(DecisionCensus census) {
        int left = census.changes.size() - CHANGES_SHOWN;
        return left <= 0
                ? List.of()
                : List.of(PageBuilder.plural(left, "rarer kind")
                        + " of change left out here; the explorer shows each bar's.");
    }

    List<Fact> costs(RunTotals totals) {
        return List.of(
                new Fact("Result before costs", Numbers.signed(totals.gross(), moneyDecimals)),
                new Fact("Costs, taken off", Numbers.fixed(totals.costs(), moneyDecimals)),
                new Fact("Result after costs", Numbers.signed(totals.pnl(), moneyDecimals)),
                new Fact(
                        "Mean costs of a trade",
                        Numbers.fixed(
                                totals.trades() == 0 ? Double.NaN : totals.costs() / totals.trades(), moneyDecimals)),
                new Fact("Dearest trade", Numbers.fixed(totals.dearest(), moneyDecimals)),
                new Fact("Bought and sold", Numbers.fixed(totals.turnover(), 2)),
                new Fact("Costs in bps of that", Numbers.fixed(totals.costBps(), 2)));
    }

    List<Page.Result> results() {
        List<Page.Result> rows = new ArrayList<>();
        int first = 0;
        double earned = 0;
        for (ReplayResult result : run.results()) {
            Bars bars = result.bars();
            RunTotals totals = RunTotals.of(List.of(result));
            earned += totals.pnl();
            rows.add(new Page.Result(
                    bars.isEmpty() ? "no bars" : dates(times, bars.time(0), bars.time(bars.size() - 1)),
                    link(first),
                    Signed.of(totals.pnl(), moneyDecimals),
                    Signed.of(earned, moneyDecimals),
                    Numbers.fixed(totals.costs(), moneyDecimals),
                    Numbers.fixed(totals.trades(), 0),
                    Numbers.percent(totals.winRate()),
                    Numbers.fixed(result.statistics().maxDrawdown(), moneyDecimals),
                    Numbers.fixed(bars.size(), 0),
                    Numbers.fixed(result.decisions().size(), 0)));
            first += bars.size();
        }
        return rows;
    }

    List<Page.TradeRow> trades() {
        List<Page.TradeRow> rows = new ArrayList<>();
        for (PlacedTrade placed : series.trades) {
            ClosedTrade trade = placed.trade();
            boolean up = trade.direction().sign() > 0;
            rows.add(new Page.TradeRow(
                    Integer.toString(rows.size() + 1),
                    (up ? "\u25B2 " : "\u25BC ") + trade.direction().text(),
                    trade.direction().text(),
                    Numbers.fixed(trade.size(), 3),
                    link(placed.entry()),
                    trade.entryTime().toString(),
                    times.text(trade.entryTime()),
                    Numbers.fixed(trade.entryPrice(), priceDecimals),
                    link(placed.exit()),
                    trade.exitTime().toString(),
                    times.textAfter(trade.entryTime(), trade.exitTime()),
                    Numbers.fixed(trade.exitPrice(), priceDecimals),
                    trade.exitReason().text(),
                    Numbers.fixed(placed.stop(), priceDecimals),
                    Integer.toString(trade.barsHeld()),
                    Numbers.fixed(trade.costs(), moneyDecimals),
                    Signed.of(trade.pnl(), moneyDecimals),
                    Numbers.fixed(trade.entryConfidence(), 3),
                    trade.entryRationale().alignment(),
                    trade.entryRationale().primaryDriver(),
                    trade.entryRationale().liquidityQuality(),
                    trade.entryRationale().flipRisk()));
        }
        return rows;
    }

    static String dates(LocalTimes times, long first, long last) {
        String from = times.tradingDate(first).toString();
        String to = times.tradingDate(last).toString();
        return from.equals(to) ? from : from + " to " + to;
    }

    private String link(int bar) {
        return (index == 0 ? "#bar=" : "#run=" + index + "&bar=") + bar;
    }
}
