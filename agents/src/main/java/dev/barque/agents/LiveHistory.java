package dev.barque.agents;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** What lies before the first live bar of a symbol: the bars to which the windows of a replay would reach back. */
final class LiveHistory {
    private final @Nullable BarSource source;
    private final Profile profile;
    private final Duration interval;

    LiveHistory(@Nullable BarSource source, Profile profile, Duration interval) {
        this.source = source;
        this.profile = profile;
        this.interval = interval;
    }

    /**
     * Bars before an instant.
     *
     * @param days those of dates before that of the instant, the earliest first
     * @param date those of its UTC date, of which the first {@code size} are before it
     */
    record Past(Deque<Bars> days, Bars date, int size) {
        void earlier(ObjIntConsumer<Bars> each) {
            for (Bars day : days) {
                for (int i = 0; i < day.size(); i++) {
                    each.accept(day, i);
                }
            }
        }

        void ofTheDate(ObjIntConsumer<Bars> each) {
            for (int i = 0; i < size; i++) {
                each.accept(date, i);
            }
        }
    }

    Past before(Symbol symbol, long endMicros) {
        Deque<Bars> days = new ArrayDeque<>();
        if (source == null) {
            return new Past(days, Bars.builder(symbol).build(), 0);
        }
        LocalDate date = UtcMicros.utcDate(endMicros);
        Bars today = source.day(symbol, date);
        int size = today.indexAtOrBefore(endMicros - 1) + 1;
        check(today, date);
        int count = size;
        if (profile.windowRule() == WindowRule.ACROSS_DAYS) {
            List<LocalDate> dates = source.dates();
            // As far as a replay of the date would: its windows are filled before its first bar.
            int wanted = profile.windowBars() + size;
            for (int i = dates.size() - 1; i >= 0 && count < wanted; i--) {
                if (dates.get(i).isBefore(date)) {
                    Bars day = source.day(symbol, dates.get(i));
                    check(day, dates.get(i));
                    days.addFirst(day);
                    count += day.size();
                }
            }
        }
        return new Past(days, today, size);
    }

    private void check(Bars bars, LocalDate date) {
        if (!bars.isEmpty() && !bars.interval().equals(interval)) {
            throw AgentErrors.otherInterval(bars.symbol(), date, bars.interval(), interval);
        }
    }

    /** The bars of the dates of several symbols, merged; those of one time by symbol. */
    static void inTimeOrder(List<Past> pasts, ObjIntConsumer<Bars> each) {
        PriorityQueue<Cursor> next = new PriorityQueue<>(Comparator.comparingLong(Cursor::time)
                .thenComparing(cursor -> cursor.past.date().symbol()));
        for (Past past : pasts) {
            if (past.size() > 0) {
                next.add(new Cursor(past, 0));
            }
        }
        for (Cursor cursor = next.poll(); cursor != null; cursor = next.poll()) {
            each.accept(cursor.past.date(), cursor.at);
            if (cursor.at + 1 < cursor.past.size()) {
                next.add(new Cursor(cursor.past, cursor.at + 1));
            }
        }
    }

    private record Cursor(Past past, int at) {
        long time() {
            return past.date().time(at);
        }
    }
}
