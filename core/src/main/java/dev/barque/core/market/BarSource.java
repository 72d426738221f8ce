package dev.barque.core.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Where normalised bars (L1) come from. Implementations are safe for use by several threads. */
public interface BarSource {
    /**
     * The bars of a symbol that became complete in {@code [from, to)}, in the order of time; empty when there are none.
     *
     * <p>Damaged data is an error, never an empty answer.
     */
    Bars bars(Symbol symbol, Instant from, Instant to);

    /** The dates for which there is anything, ascending, as the source files them. */
    List<LocalDate> dates();

    /** The symbols that have a bar on a date, as the source files it. */
    Set<Symbol> symbols(LocalDate date);

    /** The bars of a symbol that the source files under a date, in the order of time; empty when there are none. */
    Bars day(Symbol symbol, LocalDate date);
}
