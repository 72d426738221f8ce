package dev.barque.ops.checks.data;

import dev.barque.core.calendar.Session;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The bars of one session, however the source files its dates. */
final class SessionBars {
    private SessionBars() {}

    /** Those that may have bars in it: a source files by UTC date or by the exchange's. */
    static Set<Symbol> symbols(BarSource source, Session session) {
        Set<LocalDate> dates = new LinkedHashSet<>(List.of(
                session.date(), UtcMicros.utcDate(session.openMicros()), UtcMicros.utcDate(session.closeMicros())));
        Set<Symbol> symbols = new TreeSet<>();
        dates.forEach(date -> symbols.addAll(source.symbols(date)));
        return symbols;
    }

    /** How many bars became complete after the opening and at the close at the latest. */
    static int count(BarSource source, Symbol symbol, Session session) {
        return source.bars(
                        symbol,
                        UtcMicros.toInstant(session.openMicros() + 1),
                        UtcMicros.toInstant(session.closeMicros() + 1))
                .size();
    }
}
