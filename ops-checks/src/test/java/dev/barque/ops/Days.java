package dev.barque.ops;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Bars that were complete at given instants, filed by UTC date; one day can be damaged. */
final class Days implements BarSource {
    static final Symbol SPY = Symbol.of("SPY");

    private final TreeMap<Instant, Symbol> bars = new TreeMap<>();
    private final Set<LocalDate> damaged = new HashSet<>();

    Days with(Symbol symbol, String... instants) {
        for (String instant : instants) {
            bars.put(Instant.parse(instant), symbol);
        }
        return this;
    }

    /** One SPY bar at noon in New York. */
    Days noon(String... dates) {
        for (String date : dates) {
            with(SPY, date + "T16:00:00Z");
        }
        return this;
    }

    Days damaged(String date) {
        damaged.add(LocalDate.parse(date));
        return noon(date);
    }

    @Override
    public Bars bars(Symbol symbol, Instant from, Instant to) {
        if (damaged.contains(utcDate(from))) {
            throw new BarqueException("test.damaged", Concern.DATA, "The file of " + utcDate(from) + " is cut short.");
        }
        Bars.Builder found = Bars.builder(symbol);
        bars.subMap(from, to).forEach((time, whose) -> {
            if (whose.equals(symbol)) {
                found.add(UtcMicros.of(time), 100, 10, 1_000);
            }
        });
        return found.build();
    }

    @Override
    public List<LocalDate> dates() {
        return new ArrayList<>(bars.keySet())
                .stream().map(Days::utcDate).distinct().toList();
    }

    @Override
    public Set<Symbol> symbols(LocalDate date) {
        Set<Symbol> symbols = new HashSet<>();
        bars.forEach((time, symbol) -> {
            if (utcDate(time).equals(date)) {
                symbols.add(symbol);
            }
        });
        return symbols;
    }

    @Override
    public Bars day(Symbol symbol, LocalDate date) {
        return bars(
                symbol,
                UtcMicros.toInstant(date.toEpochDay() * UtcMicros.PER_DAY),
                UtcMicros.toInstant((date.toEpochDay() + 1) * UtcMicros.PER_DAY));
    }

    private static LocalDate utcDate(Instant t) {
        return UtcMicros.utcDate(UtcMicros.of(t));
    }
}
