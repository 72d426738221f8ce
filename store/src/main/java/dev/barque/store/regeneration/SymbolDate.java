package dev.barque.store.regeneration;

import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.Comparator;

/** A partition of a version, in the order in which partitions are gone through: a date's file of bars has all its symbols. */
record SymbolDate(LocalDate date, Symbol symbol) implements Comparable<SymbolDate> {
    private static final Comparator<SymbolDate> ORDER =
            Comparator.comparing(SymbolDate::date).thenComparing(SymbolDate::symbol);

    @Override
    public int compareTo(SymbolDate other) {
        return ORDER.compare(this, other);
    }
}
