package dev.barque.store.internal.l1;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetGroups;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * How a file of bars is read, ours or the published kind.
 *
 * @param stamps what the stamps of other systems' files mean, null when not declared
 * @param naiveZone the zone of times without one, null when not declared
 */
public record L1Reading(
        @Nullable StampConvention stamps, @Nullable ZoneId naiveZone) {
    private static final Set<String> WANTED = Set.of(
            "t_event", "symbol", "price", "close", "volume", "dollar_volume", "open", "high", "low", "interval_us");

    /**
     * The bars of a file by symbol, each in the order of time; bars of one time keep the order of the file. A file of ours may be larger
     * than what is decoded at once, and is read group by group.
     */
    public L1Day read(Path file) {
        Collected bars = new Collected(file);
        if (L1Source.isPacked(file) || !L1Schema.isOurs(L1Source.read(file, column -> false))) {
            bars.add(L1Source.read(file, WANTED::contains));
            return bars.day();
        }
        try (ParquetGroups groups = ParquetGroups.open(file, WANTED::contains)) {
            L1Schema.requireWhole(file, groups.head());
            for (ParquetTable group = groups.next(); group != null; group = groups.next()) {
                bars.add(group);
            }
        }
        return bars.day();
    }

    /** The first and the last time in a file; reads no other column. */
    public L1FileFacts facts(Path file) {
        ParquetTable table = L1Source.read(file, "t_event"::equals);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long time : completed(file, table)) {
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        return new L1FileFacts(first, last);
    }

    /** The zone that a file notes for its times. */
    static Optional<ZoneId> zone(Path file) {
        return FileZone.of(L1Source.read(file, column -> false).metadata());
    }

    private long[] completed(Path file, ParquetTable table) {
        ParquetColumn stamp = table.column("t_event")
                .orElseThrow(() -> L1Errors.wrongSchema(file, "the column t_event is missing", table));
        long[] times = new StampColumn(file, table, stamp, naiveZone).micros();
        if (L1Schema.isOurs(table)) {
            L1Schema.requireWhole(file, table);
            return times;
        }
        if (stamps == null) {
            throw L1Errors.undeclaredStamps(file);
        }
        long shift = stamps.shiftMicros();
        for (int i = 0; i < times.length; i++) {
            times[i] += shift;
        }
        return times;
    }

    private static ParquetColumn text(Path file, ParquetTable table, String name) {
        ParquetColumn column = table.column(name)
                .orElseThrow(() -> L1Errors.wrongSchema(file, "the column " + name + " is missing", table));
        if (!column.isBinary() || column.maxRepetition() > 0) {
            throw L1Errors.wrongSchema(file, name + " holds " + column.type() + " and not text", table);
        }
        return column;
    }

    /** A column of numbers; null when the file has none, or one that is null in every row. */
    private static @Nullable ParquetColumn number(Path file, ParquetTable table, String name) {
        ParquetColumn column = table.column(name).orElse(null);
        if (column == null || column.type().getLogicalTypeAnnotation() instanceof UnknownLogicalTypeAnnotation) {
            return null;
        }
        if ((!column.isFloating() && !column.isWhole()) || column.maxRepetition() > 0) {
            throw L1Errors.wrongSchema(file, name + " holds " + column.type() + " and not numbers", table);
        }
        return column;
    }

    private static double at(@Nullable ParquetColumn column, int row) {
        return column == null || column.isNull(row) ? Double.NaN : column.float64(row);
    }

    private static Symbol symbol(Path file, int row, String name) {
        try {
            return Symbol.of(name);
        } catch (BarqueException e) {
            throw L1Errors.badRow(file, row, String.valueOf(e.getMessage()));
        }
    }

    /** Bars by symbol, and how long those of each last: our files say it, for others it is declared. */
    private final class Collected {
        private final Path file;
        private final Map<String, Bars.Builder> builders = new HashMap<>();
        private final Map<String, Long> intervals = new HashMap<>();
        private boolean ours;

        Collected(Path file) {
            this.file = file;
        }

        void add(ParquetTable table) {
            long[] times = completed(file, table);
            ParquetColumn symbol = text(file, table, "symbol");
            @Nullable ParquetColumn price = number(file, table, "price");
            if (price == null && table.column("price").isEmpty()) {
                price = number(file, table, "close");
                if (price == null && table.column("close").isEmpty()) {
                    throw L1Errors.wrongSchema(file, "the column price is missing", table);
                }
            }
            @Nullable ParquetColumn volume = number(file, table, "volume");
            @Nullable ParquetColumn dollarVolume = number(file, table, "dollar_volume");
            @Nullable ParquetColumn open = number(file, table, "open");
            @Nullable ParquetColumn high = number(file, table, "high");
            @Nullable ParquetColumn low = number(file, table, "low");
            ours = L1Schema.isOurs(table);
            @Nullable ParquetColumn interval = ours ? number(file, table, "interval_us") : null;
            int first = Math.toIntExact(table.firstRow());
            for (int i = 0; i < times.length; i++) {
                if (symbol.isNull(i)) {
                    throw L1Errors.badRow(file, first + i, "it has no symbol");
                }
                String name = symbol.string(i);
                Bars.Builder bars = builders.get(name);
                if (bars == null) {
                    bars = Bars.builder(symbol(file, first + i, name));
                    builders.put(name, bars);
                }
                if (interval != null) {
                    // Bars of one symbol that do not all last alike have no interval.
                    long lasts = interval.isNull(i) ? 0 : interval.int64(i);
                    intervals.merge(name, lasts, (a, b) -> a.equals(b) ? a : (Long) 0L);
                }
                bars.add(
                        times[i],
                        at(open, i),
                        at(high, i),
                        at(low, i),
                        at(price, i),
                        at(volume, i),
                        at(dollarVolume, i));
            }
        }

        L1Day day() {
            TreeMap<Symbol, Bars> days = new TreeMap<>();
            builders.forEach((name, bars) -> {
                Bars built = bars.interval(interval(name)).build().inTimeOrder();
                days.put(built.symbol(), built);
            });
            return new L1Day(days);
        }

        private Duration interval(String symbol) {
            if (ours) {
                return Duration.ofNanos(intervals.getOrDefault(symbol, 0L) * 1_000);
            }
            return stamps == null ? Duration.ZERO : stamps.interval();
        }
    }
}
