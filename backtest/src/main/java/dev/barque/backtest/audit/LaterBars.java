package dev.barque.backtest.audit;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Bars that are those of a source up to an instant. */
final class LaterBars implements BarSource {
    private final BarSource source;
    private final Later later;

    LaterBars(BarSource source, Later later) {
        this.source = source;
        this.later = later;
    }

    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        return changed(source.bars(symbol, from, to));
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        return changed(source.day(symbol, date));
    }

    @Override
    public List<LocalDate> dates() {
        return later.how() != Perturbation.CUT
                ? source.dates()
                : source.dates().stream()
                        .filter(date -> !symbols(date).isEmpty())
                        .toList();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        Set<Symbol> symbols = source.symbols(date);
        LocalDate last = UtcMicros.utcDate(later.micros());
        if (later.how() != Perturbation.CUT || date.isBefore(last.minusDays(1))) {
            return symbols;
        }
        Set<Symbol> left = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        for (Symbol symbol : symbols) {
            if (!day(symbol, date).isEmpty()) {
                left.add(symbol);
            }
        }
        return left;
    }

    private Bars changed(Bars given) {
        Bars bars = given.inTimeOrder();
        int first = bars.indexAtOrBefore(later.micros()) + 1;
        if (first == bars.size()) {
            return given;
        }
        Bars.Builder out = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < first; i++) {
            out.copy(bars, i);
        }
        long interval = bars.intervalMicros() > 0 ? bars.intervalMicros() : UtcMicros.PER_MINUTE;
        for (int i = first; later.how() != Perturbation.CUT && i < bars.size(); i++) {
            switch (later.how()) {
                case ORDER -> add(out, bars, bars.size() - 1 - (i - first), bars.time(i), 1, 1);
                case TIMES -> add(out, bars, i, bars.time(i) + Later.DELAY, 1, 1);
                case ADDED -> {
                    add(out, bars, i, bars.time(i), 1, 1);
                    another(out, bars, i, bars.time(i) + interval / 2);
                }
                default -> another(out, bars, i, bars.time(i));
            }
        }
        return out.build().inTimeOrder();
    }

    private void another(Bars.Builder out, Bars bars, int i, long time) {
        add(out, bars, i, time, later.factor(bars.time(i), 0), later.factor(bars.time(i), 1));
    }

    private static void add(Bars.Builder out, Bars bars, int i, long time, double price, double volume) {
        out.add(
                time,
                bars.open(i) * price,
                bars.high(i) * price,
                bars.low(i) * price,
                bars.close(i) * price,
                bars.volume(i) * volume,
                bars.dollarVolume(i) * price * volume);
    }
}
