package dev.barque.backtest.statistics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** A run by day, week, month or year. */
public final class PeriodTable {
    private PeriodTable() {}

    /** How long a row is. */
    public enum Period {
        /** A trading date. */
        DAY,
        /** From Monday to Sunday, as ISO 8601 has it. */
        WEEK,
        /** A calendar month. */
        MONTH,
        /** A calendar year. */
        YEAR;

        /** The first calendar date of the period that a date is in. */
        public LocalDate startOf(LocalDate date) {
            return switch (this) {
                case DAY -> date;
                case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> date.withDayOfMonth(1);
                case YEAR -> date.withDayOfYear(1);
            };
        }
    }

    /**
     * One period.
     *
     * @param start its first calendar date
     * @param days trading dates in it
     * @param pnl what they added
     * @param earned that over the equity before them, as a share; none where nothing was left
     * @param equity at its end
     */
    public record Row(LocalDate start, int days, double pnl, Measure earned, double equity) {}

    /** The periods that have a day, ascending; their P&L adds up to that of the run. */
    public static List<Row> of(DailyReturns days, Period period) {
        List<Row> rows = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < days.size(); i++) {
            LocalDate start = period.startOf(days.date(i));
            if (i + 1 == days.size() || !period.startOf(days.date(i + 1)).equals(start)) {
                double opening = days.opening(from);
                double pnl = days.closing(i) - opening;
                Measure earned = opening > 0
                        ? Measure.of(pnl / opening)
                        : Measure.none("nothing was left of the capital before it");
                rows.add(new Row(start, i - from + 1, pnl, earned, days.closing(i)));
                from = i + 1;
            }
        }
        return List.copyOf(rows);
    }
}
