package dev.barque.store.asof;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What of a store to bring into memory: a set, symbols, UTC dates of event times, fields. Immutable; safe to share.
 */
public final class TableSelection {
    private final FeatureSetId set;
    private final List<Symbol> symbols;
    private final LocalDate first;
    private final LocalDate last;
    private final List<String> fields;
    private final Executor executor;

    private TableSelection(
            FeatureSetId set,
            List<Symbol> symbols,
            LocalDate first,
            LocalDate last,
            List<String> fields,
            Executor executor) {
        this.set = set;
        this.symbols = symbols;
        this.first = first;
        this.last = last;
        this.fields = fields;
        this.executor = executor;
    }

    /** All dates of these symbols, and all fields that a table can hold, in the calling thread. A symbol without rows is none of an error. */
    public static TableSelection of(FeatureSetId set, Collection<Symbol> symbols) {
        return new TableSelection(
                Objects.requireNonNull(set, "set"),
                List.copyOf(symbols).stream().distinct().toList(),
                LocalDate.MIN,
                LocalDate.MAX,
                List.of(),
                Runnable::run);
    }

    /** Only rows about these UTC dates, both ends included. */
    public TableSelection dates(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Dates go from the first to the last but were " + from + " to " + to);
        }
        return new TableSelection(set, symbols, from, to, fields, executor);
    }

    /** Only these fields, in this order; at least one. */
    public TableSelection fields(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A table has at least one field");
        }
        return new TableSelection(set, symbols, first, last, List.copyOf(names), executor);
    }

    /** Each symbol is loaded by a task of the executor; the caller waits for all. */
    public TableSelection parallel(Executor on) {
        return new TableSelection(set, symbols, first, last, fields, Objects.requireNonNull(on, "on"));
    }

    /** The set. */
    public FeatureSetId set() {
        return set;
    }

    /** The symbols, each once. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** The first UTC date. */
    public LocalDate first() {
        return first;
    }

    /** The last UTC date. */
    public LocalDate last() {
        return last;
    }

    /** The fields; empty for all that a table can hold. */
    public List<String> fields() {
        return fields;
    }

    /** Who loads. */
    public Executor executor() {
        return executor;
    }
}
