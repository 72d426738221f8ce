package dev.barque.backtest.sweep;

import dev.barque.backtest.statistics.DailyReturns;
import dev.barque.backtest.statistics.EquitySeries;
import dev.barque.backtest.statistics.Performance;
import java.util.ArrayList;
import java.util.List;

/**
 * The return of a date in three parts, which compound to the whole: so that a purge can take off its last bars and an embargo its
 * first. A bar is an instant at which the equity is known.
 *
 * @param first over the bars of the embargo
 * @param middle over those between
 * @param last over the bars of the purge
 */
public record DayPart(double first, double middle, double last) {
    /**
     * Of each date of a run that has a return.
     *
     * @param firstBars bars of the embargo
     * @param lastBars bars of the purge
     * @throws dev.barque.core.error.BarqueException with code {@code sweep.bad-folds} for a date that has no more bars than these
     */
    public static List<DayPart> of(Performance run, int firstBars, int lastBars) {
        EquitySeries equity = run.equity();
        DailyReturns days = run.days();
        List<DayPart> parts = new ArrayList<>();
        int from = 0;
        for (int day = 0; day < days.returns().length; day++) {
            int to = from + days.points(day);
            if (to - from <= firstBars + lastBars) {
                throw SweepErrors.badFolds("a purge of " + lastBars + " bars and an embargo of " + firstBars
                        + " leave nothing of " + days.date(day) + ", which has " + (to - from)
                        + ": say them in days");
            }
            double opening = days.opening(day);
            double early = firstBars == 0 ? opening : equity.value(from + firstBars - 1);
            double late = equity.value(to - lastBars - 1);
            parts.add(new DayPart(growth(opening, early), growth(early, late), growth(late, days.closing(day))));
            from = to;
        }
        return parts;
    }

    /** What is left of the date without its first, its last or both parts. */
    double without(boolean isFirst, boolean isLast) {
        double grown = 1 + middle;
        grown *= isFirst ? 1 : 1 + first;
        grown *= isLast ? 1 : 1 + last;
        return grown - 1;
    }

    /** On nothing there is no return. */
    private static double growth(double from, double to) {
        return from > 0 ? to / from - 1 : 0;
    }
}
