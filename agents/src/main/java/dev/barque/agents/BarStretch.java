package dev.barque.agents;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The bars of one date, as the source files it, behind those of earlier dates that windows reach back to.
 *
 * @param bars all of them, in the order of time
 * @param first index of the first bar of the date itself
 */
public record BarStretch(Bars bars, int first) {
    /** The bars that a profile needs for the features of a date; without bars on that date there is nothing of the date. */
    public static BarStretch of(BarSource source, Symbol symbol, LocalDate date, Profile profile) {
        Bars day = source.day(symbol, date);
        if (day.isEmpty() || profile.windowRule() == WindowRule.EACH_DAY_ANEW) {
            return new BarStretch(day, 0);
        }
        Deque<Bars> days = new ArrayDeque<>();
        int before = 0;
        List<LocalDate> dates = source.dates();
        for (int i = dates.size() - 1; i >= 0 && before < profile.windowBars(); i--) {
            if (dates.get(i).isBefore(date)) {
                Bars earlier = source.day(symbol, dates.get(i));
                days.addFirst(earlier);
                before += earlier.size();
            }
        }
        days.addLast(day);
        return new BarStretch(joined(symbol, days), before);
    }

    /** How many bars the date itself has. */
    public int size() {
        return bars.size() - first;
    }

    private static Bars joined(Symbol symbol, Deque<Bars> days) {
        Bars.Builder all = Bars.builder(symbol);
        Duration interval = null;
        for (Bars day : days) {
            for (int i = 0; i < day.size(); i++) {
                all.copy(day, i);
            }
            if (!day.isEmpty()) {
                // Bars that do not all last alike have no interval.
                interval = interval == null || interval.equals(day.interval()) ? day.interval() : Duration.ZERO;
            }
        }
        return all.interval(interval == null ? Duration.ZERO : interval).build();
    }
}
