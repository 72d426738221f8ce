package dev.barque.testkit.internal;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Bars of which all that completed after an instant are others: what must not look at them does not notice.
 *
 * @param source the bars as they are
 * @param micros the instant, UTC microseconds
 */
public record ChangedLater(BarSource source, long micros) implements BarSource {
    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        return changed(source.bars(symbol, from, to));
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
        return changed(source.day(symbol, date));
    }

    private Bars changed(Bars bars) {
        Bars.Builder changed = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < bars.size(); i++) {
            if (bars.time(i) <= micros) {
                changed.copy(bars, i);
            } else {
                changed.add(bars.time(i), 3 * bars.close(i) + i, 7 * bars.volume(i) + 1, 11 * bars.dollarVolume(i));
            }
        }
        return changed.build();
    }
}
