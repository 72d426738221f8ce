package dev.barque.backtest.sweep;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bars whose days are read once and held for all runs. Everything else is asked of the source. Safe for threads. */
public final class HeldBars implements BarSource {
    private final BarSource source;
    private final Map<Day, Bars> days = new ConcurrentHashMap<>();

    private record Day(Symbol symbol, LocalDate date) {}

    /** Of a source that nobody writes behind while the sweep lasts. */
    public HeldBars(BarSource source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        return days.computeIfAbsent(new Day(symbol, date), day -> source.day(symbol, date));
    }

    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        return source.bars(symbol, from, to);
    }

    @Override
    public List<LocalDate> dates() {
        return source.dates();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        return source.symbols(date);
    }
}
