package dev.barque.core.quality;

import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link BarCheck} found.
 *
 * @param calendar the id of the calendar
 * @param first the first date that was looked at
 * @param last the last one
 * @param sessions with how many sessions bars were compared; those of dates that cannot be read are not among them
 * @param symbols by symbol, ascending, clean ones included
 * @param unreadable the dates whose bars cannot be read
 */
public record QualityReport(
        String calendar,
        LocalDate first,
        LocalDate last,
        int sessions,
        List<SymbolQuality> symbols,
        List<UnreadableDate> unreadable) {
    /** Copies the lists. */
    public QualityReport {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        symbols = List.copyOf(symbols);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether all could be read and nothing is wrong. */
    public boolean isClean() {
        return unreadable.isEmpty() && symbols.stream().allMatch(SymbolQuality::isClean);
    }

    /** How many cases of a defect there are among all symbols. */
    public long count(Defect defect) {
        return symbols.stream().mapToLong(symbol -> symbol.count(defect)).sum();
    }

    /** What was found of a symbol; empty when it was not looked at. */
    public Optional<SymbolQuality> of(Symbol symbol) {
        return symbols.stream().filter(one -> one.symbol().equals(symbol)).findFirst();
    }

    /**
     * A date whose bars cannot be read.
     *
     * @param date as the source files it
     * @param code why, for programs, such as {@code store.corrupt-file}
     * @param problem why, for people
     */
    public record UnreadableDate(LocalDate date, String code, String problem) {
        /** Nulls are refused. */
        public UnreadableDate {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(problem, "problem");
        }
    }
}
