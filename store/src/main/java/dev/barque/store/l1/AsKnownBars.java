package dev.barque.store.l1;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.l1.L1Cache;
import dev.barque.store.internal.l1.L1Day;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The bars of files as they were known at an instant. Days are remembered: whoever asks symbol after symbol reads a file once. */
final class AsKnownBars implements BarSource {
    private final L1Files files;
    private final long knownMicros;
    private final L1Cache cache = new L1Cache();

    AsKnownBars(L1Files files, long knownMicros) {
        this.files = files;
        this.knownMicros = knownMicros;
    }

    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        return files.bars(symbol, from, to, date -> files.knownDay(date, knownMicros, cache));
    }

    @Override
    public List<LocalDate> dates() {
        return files.dates();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        return day(date).map(day -> day.bars().keySet()).orElse(Set.of());
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        Bars bars = day(date).map(day -> day.bars().get(symbol)).orElse(null);
        return bars == null ? Bars.builder(symbol).build() : bars;
    }

    private Optional<L1Day> day(LocalDate date) {
        return files.isThere(date) ? Optional.of(files.knownDay(date, knownMicros, cache)) : Optional.empty();
    }
}
