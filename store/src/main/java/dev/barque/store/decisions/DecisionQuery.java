package dev.barque.store.decisions;

import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which decisions of a log: all, or those of some dates, a symbol, a profile. Immutable. */
public final class DecisionQuery {
    private static final DecisionQuery ALL = new DecisionQuery(LocalDate.MIN, LocalDate.MAX, null, null);

    private final LocalDate first;
    private final LocalDate last;
    private final @Nullable Symbol symbol;
    private final @Nullable String profile;

    private DecisionQuery(LocalDate first, LocalDate last, @Nullable Symbol symbol, @Nullable String profile) {
        this.first = first;
        this.last = last;
        this.symbol = symbol;
        this.profile = profile;
    }

    /** Every decision. */
    public static DecisionQuery all() {
        return ALL;
    }

    /** Those about one symbol. */
    public static DecisionQuery of(Symbol symbol) {
        return new DecisionQuery(ALL.first, ALL.last, Objects.requireNonNull(symbol, "symbol"), null);
    }

    /** Only of a UTC date. */
    public DecisionQuery on(LocalDate date) {
        return between(date, date);
    }

    /** Only of UTC dates from a first to a last, both included. */
    public DecisionQuery between(LocalDate from, LocalDate to) {
        return new DecisionQuery(from, to, symbol, profile);
    }

    /** Only by these rules. */
    public DecisionQuery by(String profileId) {
        return new DecisionQuery(first, last, symbol, Objects.requireNonNull(profileId, "profileId"));
    }

    boolean wants(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    boolean wants(String itsSymbol, String itsProfile) {
        return (symbol == null || symbol.value().equals(itsSymbol)) && (profile == null || profile.equals(itsProfile));
    }
}
