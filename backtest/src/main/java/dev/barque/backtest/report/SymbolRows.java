package dev.barque.backtest.report;

import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.statistics.DailyReturns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the closed positions of each symbol earned and cost, and how their sum came about. */
final class SymbolRows {
    /** Points of a curve: as many as its few pixels can show. */
    private static final int POINTS = 60;

    private final Map<LocalDate, Integer> places = new HashMap<>();
    private final LocalTimes times;
    private final int dates;

    /** By the dates of a run: a position counts on that of its closing. */
    SymbolRows(DailyReturns days, LocalTimes times) {
        this.times = times;
        dates = days.size();
        for (int i = 0; i < dates; i++) {
            places.put(days.date(i), i);
        }
    }

    /** In the order of the symbols; with several, all of them come last. Empty without a position. */
    List<PortfolioPage.SymbolRow> of(List<RoundTrip> trips) {
        Map<String, Sums> bySymbol = new TreeMap<>();
        Sums all = new Sums();
        for (RoundTrip trip : trips) {
            int place = places.getOrDefault(times.tradingDate(trip.closedMicros()), dates - 1);
            bySymbol.computeIfAbsent(trip.symbol().value(), s -> new Sums()).add(trip, place);
            all.add(trip, place);
        }
        List<PortfolioPage.SymbolRow> rows = new ArrayList<>();
        bySymbol.forEach((symbol, sums) -> rows.add(sums.row(symbol, false)));
        if (bySymbol.size() > 1) {
            rows.add(all.row("All", true));
        }
        return rows;
    }

    /** Of one symbol, or of all. */
    private final class Sums {
        private final double[] byDate = new double[Math.max(1, dates)];
        private int trips;
        private int gains;
        private double gross;
        private double slippage;
        private double impact;
        private double fees;
        private double borrow;
        private double net;

        void add(RoundTrip trip, int place) {
            trips++;
            gains += trip.net() > 0 ? 1 : 0;
            gross += trip.gross();
            slippage += trip.slippage();
            impact += trip.impact();
            fees += trip.fees();
            borrow += trip.borrow();
            net += trip.net();
            byDate[Math.max(0, place)] += trip.net();
        }

        PortfolioPage.SymbolRow row(String symbol, boolean sum) {
            double costs = slippage + impact + fees + borrow;
            return new PortfolioPage.SymbolRow(
                    symbol,
                    sum,
                    PortfolioPage.Sorted.of(trips, Numbers.fixed(trips, 0)),
                    PortfolioPage.Sorted.of((double) gains / trips, Numbers.percent((double) gains / trips)),
                    PortfolioPage.Sorted.signed(gross),
                    PortfolioPage.Sorted.of(slippage, Numbers.fixed(slippage, 2)),
                    PortfolioPage.Sorted.of(impact, Numbers.fixed(impact, 2)),
                    PortfolioPage.Sorted.of(fees, Numbers.fixed(fees, 2)),
                    PortfolioPage.Sorted.of(borrow, Numbers.fixed(borrow, 2)),
                    PortfolioPage.Sorted.signed(net),
                    gross > 0
                            ? PortfolioPage.Sorted.of(costs / gross, Numbers.percent(costs / gross))
                            : PortfolioPage.Sorted.of(Double.NaN, "\u2013"),
                    curve());
        }

        /** Net results so far, as points of a line in a box of 100 by 20. */
        private PortfolioPage.Curve curve() {
            double[] sums = new double[byDate.length + 1];
            double least = 0;
            double most = 0;
            for (int i = 0; i < byDate.length; i++) {
                sums[i + 1] = sums[i] + byDate[i];
                least = Math.min(least, sums[i + 1]);
                most = Math.max(most, sums[i + 1]);
            }
            double height = most > least ? most - least : 1;
            StringBuilder line = new StringBuilder();
            int steps = Math.min(POINTS, sums.length - 1);
            for (int step = 0; step <= steps; step++) {
                int i = (int) ((long) step * (sums.length - 1) / steps);
                line.append(step == 0 ? "" : " ")
                        .append(tenths(100.0 * i / (sums.length - 1)))
                        .append(',')
                        .append(tenths(19 - 18 * (sums[i] - least) / height));
            }
            return new PortfolioPage.Curve(
                    line.toString(),
                    tenths(19 - 18 * (0 - least) / height),
                    net > 0 ? "gain" : net < 0 ? "loss" : "even");
        }

        private static String tenths(double value) {
            return Numbers.exact(Math.rint(value * 10) / 10);
        }
    }
}
