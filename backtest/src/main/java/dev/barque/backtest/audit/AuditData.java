package dev.barque.backtest.audit;

import dev.barque.core.decision.ReadingSource;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.OptionChainSource;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * A market as a system is shown it.
 *
 * @param symbols whose instants are sampled
 * @param dates ascending, as the source of bars files them
 * @param bars where bars come from
 * @param rows feature rows that are kept, with their revisions
 * @param chains where option chains come from
 * @param readings numbers from outside
 */
public record AuditData(
        List<Symbol> symbols,
        List<LocalDate> dates,
        BarSource bars,
        FeatureReader rows,
        OptionChainSource chains,
        List<ReadingSource> readings) {
    /** Copies the lists; no symbol and no date is refused. */
    public AuditData {
        symbols = List.copyOf(symbols);
        dates = List.copyOf(dates);
        readings = List.copyOf(readings);
        Objects.requireNonNull(bars, "bars");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(chains, "chains");
        if (symbols.isEmpty() || dates.isEmpty()) {
            throw AuditErrors.nothingToAudit(symbols, dates);
        }
    }

    /** Bars and nothing else. */
    public static AuditData of(List<Symbol> symbols, List<LocalDate> dates, BarSource bars) {
        return new AuditData(symbols, dates, bars, ComputedRows.none(), (symbol, atMicros) -> null, List.of());
    }

    /** The same with feature rows. */
    public AuditData withRows(FeatureReader kept) {
        return new AuditData(symbols, dates, bars, kept, chains, readings);
    }

    /** The same with option chains. */
    public AuditData withChains(OptionChainSource source) {
        return new AuditData(symbols, dates, bars, rows, source, readings);
    }

    /** The same with readings. */
    public AuditData withReadings(List<? extends ReadingSource> sources) {
        return new AuditData(symbols, dates, bars, rows, chains, List.copyOf(sources));
    }
}
