package dev.barque.store.internal.l1;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.l1.L1Rows.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The bars of a date as they were known at an instant. */
public final class L1Knowledge {
    private L1Knowledge() {}

    /** One bar, whatever its values. */
    private record Key(String symbol, long time) {}

    /**
     * Bars of the file of a date that were known by {@code knownMicros}, with the values that were the latest then. In a file of
     * another system a bar was known when it became complete.
     */
    public static L1Day day(Path folder, LocalDate date, L1Reading reading, long knownMicros) {
        Path file = L1Schema.readable(folder, date);
        if (!L1Schema.isOurs(L1Source.read(file, column -> false))) {
            return complete(reading.read(file), knownMicros);
        }
        L1Rows visible = L1DateFile.read(file);
        L1Rows earlier = L1History.read(folder, date);
        Set<Key> there = shown(visible, earlier, knownMicros);
        visible.keepKnown(knownMicros);
        for (int i = 0; i < earlier.size; i++) {
            // What is visible as the latest is not superseded, whatever an ingest that was killed left beside it.
            if (earlier.known[i] <= knownMicros
                    && earlier.superseded[i] > knownMicros
                    && there.add(new Key(earlier.symbolOf(i), earlier.time[i]))) {
                visible.copy(earlier, i);
            }
        }
        return bySymbol(visible);
    }

    /** Those bars that have earlier values and are visible with their latest ones: few, however many bars there are. */
    private static Set<Key> shown(L1Rows latest, L1Rows earlier, long knownMicros) {
        Set<Key> asked = new HashSet<>();
        for (int i = 0; i < earlier.size; i++) {
            asked.add(new Key(earlier.symbolOf(i), earlier.time[i]));
        }
        Set<Key> shown = new HashSet<>();
        for (int i = 0; !asked.isEmpty() && i < latest.size; i++) {
            Key key = new Key(latest.symbolOf(i), latest.time[i]);
            if (latest.known[i] <= knownMicros && asked.contains(key)) {
                shown.add(key);
            }
        }
        return shown;
    }

    private static L1Day complete(L1Day day, long knownMicros) {
        TreeMap<Symbol, Bars> bars = new TreeMap<>();
        day.bars().forEach((symbol, all) -> {
            Bars.Builder known = Bars.builder(symbol).interval(all.interval());
            int last = all.indexAtOrBefore(knownMicros);
            for (int i = 0; i <= last; i++) {
                known.copy(all, i);
            }
            if (last >= 0) {
                bars.put(symbol, known.build());
            }
        });
        return new L1Day(bars);
    }

    private static L1Day bySymbol(L1Rows rows) {
        Map<String, Bars.Builder> builders = new HashMap<>();
        Map<String, Long> intervals = new HashMap<>();
        for (int i = 0; i < rows.size; i++) {
            String name = rows.symbolOf(i);
            intervals.merge(name, rows.interval[i], (a, b) -> a.equals(b) ? a : (Long) 0L);
            builders.computeIfAbsent(name, symbol -> Bars.builder(Symbol.of(symbol)))
                    .add(
                            rows.time[i],
                            rows.column(Measure.OPEN)[i],
                            rows.column(Measure.HIGH)[i],
                            rows.column(Measure.LOW)[i],
                            rows.column(Measure.PRICE)[i],
                            rows.column(Measure.VOLUME)[i],
                            rows.column(Measure.DOLLAR_VOLUME)[i]);
        }
        TreeMap<Symbol, Bars> bars = new TreeMap<>();
        builders.forEach((name, builder) -> {
            long micros = intervals.getOrDefault(name, 0L);
            Bars built =
                    builder.interval(Duration.ofNanos(micros * 1_000)).build().inTimeOrder();
            bars.put(built.symbol(), built);
        });
        return new L1Day(bars);
    }
}
