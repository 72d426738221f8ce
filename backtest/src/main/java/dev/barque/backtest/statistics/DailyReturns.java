package dev.barque.backtest.statistics;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * Equity by trading date: what each date added, and the return on what the account was worth before it. Every date on which the
 * series has a point counts, also one without a trade; dates without a point are not there. Immutable.
 */
public final class DailyReturns {
    private final long[] days;
    private final double[] closing;
    private final int[] points;
    private final double startingCapital;

    private DailyReturns(long[] days, double[] closing, int[] points, double startingCapital) {
        this.days = days;
        this.points = points;
        this.closing = closing;
        this.startingCapital = startingCapital;
    }

    /**
     * By the dates of a calendar's zone. A point belongs to the date that its instant completes: one at midnight to the date that
     * ends with it, as a bar that is complete then.
     */
    public static DailyReturns of(EquitySeries equity, TradingCalendar calendar) {
        long[] days = new long[equity.size()];
        double[] closing = new double[equity.size()];
        int[] points = new int[equity.size()];
        int count = 0;
        long until = Long.MIN_VALUE;
        for (int i = 0; i < equity.size(); i++) {
            if (equity.timeMicros(i) > until) {
                LocalDate date = calendar.dateAt(UtcMicros.toInstant(equity.timeMicros(i) - 1));
                until = UtcMicros.of(
                        date.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
                days[count] = date.toEpochDay();
                count++;
            }
            closing[count - 1] = equity.value(i);
            points[count - 1]++;
        }
        return new DailyReturns(
                Arrays.copyOf(days, count),
                Arrays.copyOf(closing, count),
                Arrays.copyOf(points, count),
                equity.startingCapital());
    }

    /** How many dates there are. */
    public int size() {
        return days.length;
    }

    /** Date {@code i}. */
    public LocalDate date(int i) {
        return LocalDate.ofEpochDay(days[i]);
    }

    /** How many points of the series belong to date {@code i}. */
    public int points(int i) {
        return points[i];
    }

    /** Equity before date {@code i}. */
    public double opening(int i) {
        return i == 0 ? startingCapital : closing[i - 1];
    }

    /** Equity at the end of date {@code i}. */
    public double closing(int i) {
        return closing[i];
    }

    /** What date {@code i} added. */
    public double pnl(int i) {
        return closing[i] - opening(i);
    }

    /** The first date after which nothing was left of the account; a return on that means nothing. */
    public Optional<LocalDate> ruinedOn() {
        for (int i = 0; i < closing.length; i++) {
            if (closing[i] <= 0) {
                return Optional.of(date(i));
            }
        }
        return Optional.empty();
    }

    /** Return of each date up to and with {@link #ruinedOn}: closing over opening equity, minus 1. */
    public double[] returns() {
        double[] returns = new double[closing.length];
        for (int i = 0; i < closing.length; i++) {
            if (opening(i) <= 0) {
                return Arrays.copyOf(returns, i);
            }
            returns[i] = closing[i] / opening(i) - 1;
        }
        return returns;
    }
}
