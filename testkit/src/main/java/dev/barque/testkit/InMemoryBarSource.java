package dev.barque.testkit;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The reference implementation of {@link BarSource}: bars held in memory and filed by UTC date. Immutable. */
public final class InMemoryBarSource implements BarSource {
    private final Map<Symbol, Bars> bySymbol = new HashMap<>();

    /** Holds these bars; batches of one symbol are put together and sorted by time. */
    public InMemoryBarSource(Collection<Bars> bars) {
        for (Bars batch : bars) {
            bySymbol.merge(batch.symbol(), batch.inTimeOrder(), InMemoryBarSource::join);
        }
    }

    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        // Rounded up: a bar stamped with a whole microsecond is before an instant when it is before the next one.
        long first = ceilMicros(from);
        long end = ceilMicros(to);
        return select(symbol, time -> time >= first && time < end);
    }

    @Override
    public List<LocalDate> dates() {
        return bySymbol.values().stream()
                .flatMap(bars -> IntStream.range(0, bars.size()).mapToObj(i -> UtcMicros.utcDate(bars.time(i))))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        return bySymbol.keySet().stream()
                .filter(symbol -> !day(symbol, date).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        return select(symbol, time -> UtcMicros.utcDate(time).equals(date));
    }

    private Bars select(Symbol symbol, LongPredicate time) {
        Bars all = bySymbol.get(symbol);
        Bars.Builder selected = Bars.builder(symbol);
        if (all != null) {
            selected.interval(all.interval());
            IntStream.range(0, all.size()).filter(i -> time.test(all.time(i))).forEach(i -> selected.copy(all, i));
        }
        return selected.build();
    }

    private static Bars join(Bars first, Bars second) {
        Bars.Builder both = Bars.builder(first.symbol()).interval(first.interval());
        IntStream.range(0, first.size()).forEach(i -> both.copy(first, i));
        IntStream.range(0, second.size()).forEach(i -> both.copy(second, i));
        return both.build().inTimeOrder();
    }

    private static long ceilMicros(Instant t) {
        long floor = UtcMicros.of(t);
        return UtcMicros.toInstant(floor).equals(t) ? floor : floor + 1;
    }
}
