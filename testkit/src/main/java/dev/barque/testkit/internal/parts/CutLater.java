package dev.barque.testkit.internal.parts;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Bars as they were at an instant: none of those that completed after it is there.
 *
 * @param source all bars
 * @param micros the instant, UTC microseconds
 */
public record CutLater(BarSource source, long micros) implements BarSource {
    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        return cut(source.bars(symbol, from, to));
    }

    @Override
    public List<LocalDate> dates() {
        return source.dates();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        return source.symbols(date);
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        return cut(source.day(symbol, date));
    }

    private Bars cut(Bars bars) {
        Bars.Builder cut = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < bars.size(); i++) {
            if (bars.time(i) <= micros) {
                cut.copy(bars, i);
            }
        }
        return cut.build();
    }
}
