package dev.barque.cli.live;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Bars of one date for each symbol. */
record MemoryBars(List<Bars> all) implements BarSource {
    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public List<LocalDate> dates() {
        return all.stream()
                .map(bars -> UtcMicros.utcDate(bars.time(0)))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        return all.stream().map(Bars::symbol).collect(Collectors.toSet());
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        return all.stream()
                .filter(bars -> bars.symbol().equals(symbol)
                        && UtcMicros.utcDate(bars.time(0)).equals(date))
                .findFirst()
                .orElseGet(() -> Bars.builder(symbol).build());
    }
}
