package dev.barque.ops.internal;

import dev.barque.core.calendar.Session;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** The bars of one session, however the source files its dates. */
public final class SessionBars {
    private SessionBars() {}

    /** Those that may have bars in it. */
    public static Set<Symbol> symbols(BarSource source, Session session) {
        Set<Symbol> symbols = new TreeSet<>();
        dates(session).forEach(date -> symbols.addAll(source.symbols(date)));
        return symbols;
    }

    /**
     * Whether a bar became complete after the opening and at the close at the latest. What the source files under the session's
     * dates is looked at first: sources hand that out as they keep it, where a range is copied, and may be filed under any date.
     */
    public static boolean hasBars(BarSource source, Symbol symbol, Session session) {
        for (LocalDate date : dates(session)) {
            Bars bars = source.day(symbol, date);
            int last = bars.indexAtOrBefore(session.closeMicros());
            if (last >= 0 && bars.time(last) > session.openMicros()) {
                return true;
            }
        }
        return !source.bars(
                        symbol,
                        UtcMicros.toInstant(session.openMicros() + 1),
                        UtcMicros.toInstant(session.closeMicros() + 1))
                .isEmpty();
    }

    /** A source files by UTC date or by the exchange's. */
    private static Set<LocalDate> dates(Session session) {
        Set<LocalDate> dates = new LinkedHashSet<>(4);
        dates.add(session.date());
        dates.add(UtcMicros.utcDate(session.openMicros()));
        dates.add(UtcMicros.utcDate(session.closeMicros()));
        return dates;
    }
}
