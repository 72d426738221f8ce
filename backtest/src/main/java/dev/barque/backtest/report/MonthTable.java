package dev.barque.backtest.report;

import dev.barque.backtest.statistics.DailyReturns;
import dev.barque.backtest.statistics.PeriodTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Returns by month, a row for each year, darker the further from 0; the sign stands in the text. */
final class MonthTable {
    private static final int SHADES = 4;

    private MonthTable() {}

    static List<PortfolioPage.Year> of(DailyReturns days) {
        List<PeriodTable.Row> months = PeriodTable.of(days, PeriodTable.Period.MONTH);
        double most = months.stream()
                .filter(row -> row.earned().isPresent())
                .mapToDouble(row -> Math.abs(row.earned().value()))
                .max()
                .orElse(0);
        Map<Integer, List<PortfolioPage.Month>> years = new TreeMap<>();
        for (PeriodTable.Row row : months) {
            List<PortfolioPage.Month> year = years.computeIfAbsent(
                    row.start().getYear(),
                    y -> new ArrayList<>(Collections.nCopies(12, new PortfolioPage.Month("", "none"))));
            double earned = row.earned().value();
            year.set(
                    row.start().getMonthValue() - 1,
                    new PortfolioPage.Month(Numbers.signed(earned * 100, 2), shade(earned, most)));
        }
        List<PortfolioPage.Year> rows = new ArrayList<>();
        for (PeriodTable.Row year : PeriodTable.of(days, PeriodTable.Period.YEAR)) {
            List<PortfolioPage.Month> cells = years.get(year.start().getYear());
            if (cells != null) {
                rows.add(new PortfolioPage.Year(
                        String.valueOf(year.start().getYear()),
                        cells,
                        Page.Signed.of(year.earned().value() * 100, 2)));
            }
        }
        return rows;
    }

    static String shade(double earned, double most) {
        if (!Double.isFinite(earned) || earned == 0) {
            return "flat";
        }
        int strength = (int) Math.min(SHADES, 1 + Math.floor(SHADES * Math.abs(earned) / most));
        return (earned > 0 ? "up" : "down") + strength;
    }
}
