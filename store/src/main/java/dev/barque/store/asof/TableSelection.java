package dev.barque.store.asof;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What of a store to bring into memory: a set, symbols, UTC dates of event times, fields. Immutable; safe to share.
 */
public final class TableSelection {
    private final FeatureSetId set;
    private final List<Symbol> symbols;
    private final LocalDate first;
    private final LocalDate last;
    /** Null for every date between the first and the last. */
    private final @Nullable NavigableSet<LocalDate> only;

    private final List<String> fields;
    private final Executor executor;

    private TableSelection(
            FeatureSetId set,
            List<Symbol> symbols,
            LocalDate first,
            LocalDate last,
            @Nullable NavigableSet<LocalDate> only,
            List<String> fields,
            Executor executor) {
        this.only = only;
        this.set = set;
        this.symbols = symbols;
        this.first = first;
        this.last = last;
        this.fields = fields;
        this.executor = executor;
    }

    /** All dates of these symbols, and all fields that a table can hold, in the calling thread. A symbol without rows is no error. */
    public static TableSelection of(FeatureSetId set, Collection<Symbol> symbols) {
        return new TableSelection(
                Objects.requireNonNull(set, "set"),
                List.copyOf(symbols).stream().distinct().toList(),
                LocalDate.MIN,
                LocalDate.MAX,
                null,
                List.of(),
                Runnable::run);
    }

    /** Only rows about these UTC dates, both ends included. */
    public TableSelection dates(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("Dates go from the first to the last but were " + from + " to " + to);
        }
        return new TableSelection(set, symbols, from, to, null, fields, executor);
    }

    /** Only rows about some UTC dates. */
    public TableSelection dates(Collection<LocalDate> dates) {
        NavigableSet<LocalDate> some = new TreeSet<>(dates);
        LocalDate from = some.isEmpty() ? LocalDate.MAX : some.first();
        return new TableSelection(set, symbols, from, some.isEmpty() ? from : some.last(), some, fields, executor);
    }

    /** Only these fields, in this order; at least one. */
    public TableSelection fields(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A table has at least one field");
        }
        return new TableSelection(set, symbols, first, last, only, List.copyOf(names), executor);
    }

    /** Each symbol is loaded by a task of the executor; the caller waits for all. */
    public TableSelection parallel(Executor on) {
        return new TableSelection(set, symbols, first, last, only, fields, Objects.requireNonNull(on, "on"));
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

    /** Whether a UTC date is selected. */
    public boolean has(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last) && (only == null || only.contains(date));
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
