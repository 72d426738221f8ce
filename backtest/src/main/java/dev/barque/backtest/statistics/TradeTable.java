package dev.barque.backtest.statistics;

import dev.barque.core.decision.Direction;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Closed trades as columns, in the order of closing. Immutable; times are UTC microseconds. */
public final class TradeTable {
    private final List<Symbol> symbols;
    private final List<Direction> directions;
    private final long[] entries;
    private final long[] exits;
    private final double[] sizes;
    private final double[] traded;
    private final double[] pnls;
    private final double[] costs;
    private final int[] barsHeld;

    private TradeTable(Builder from) {
        int size = from.symbols.size();
        symbols = List.copyOf(from.symbols);
        directions = List.copyOf(from.directions);
        entries = new long[size];
        exits = new long[size];
        barsHeld = new int[size];
        sizes = new double[size];
        traded = new double[size];
        pnls = new double[size];
        costs = new double[size];
        for (int i = 0; i < size; i++) {
            Row row = from.rows.get(i);
            entries[i] = row.entryMicros;
            exits[i] = row.exitMicros;
            sizes[i] = row.size;
            traded[i] = row.traded;
            pnls[i] = row.pnl;
            costs[i] = row.costs;
            barsHeld[i] = row.barsHeld;
        }
    }

    private record Row(
            long entryMicros, long exitMicros, double size, double traded, double pnl, double costs, int barsHeld) {}

    /** A table to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many trades there are. */
    public int size() {
        return pnls.length;
    }

    /** Of what. */
    public Symbol symbol(int i) {
        return symbols.get(i);
    }

    /** Which way. */
    public Direction direction(int i) {
        return directions.get(i);
    }

    /** When it was opened. */
    public long entryMicros(int i) {
        return entries[i];
    }

    /** When it was closed. */
    public long exitMicros(int i) {
        return exits[i];
    }

    /** In the host's unit. */
    public double size(int i) {
        return sizes[i];
    }

    /** What was paid and received for it, both ends together, in money; NaN where nobody knows. */
    public double traded(int i) {
        return traded[i];
    }

    /** Result after costs. */
    public double pnl(int i) {
        return pnls[i];
    }

    /** Slippage, fees and borrowing, already taken off {@link #pnl}. */
    public double costs(int i) {
        return costs[i];
    }

    /** Bars on which it was open. */
    public int barsHeld(int i) {
        return barsHeld[i];
    }

    /** All results after costs, in order. */
    public double[] pnls() {
        return pnls.clone();
    }

    /** Those of the rows that a test on their numbers takes. */
    public TradeTable where(IntPredicate row) {
        Builder some = builder();
        for (int i = 0; i < size(); i++) {
            if (row.test(i)) {
                some.add(symbols.get(i), directions.get(i), entries[i], exits[i])
                        .result(sizes[i], traded[i], pnls[i], costs[i], barsHeld[i]);
            }
        }
        return some.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TradeTable that
                && symbols.equals(that.symbols)
                && directions.equals(that.directions)
                && Arrays.equals(entries, that.entries)
                && Arrays.equals(exits, that.exits)
                && Arrays.equals(sizes, that.sizes)
                && Arrays.equals(traded, that.traded)
                && Arrays.equals(pnls, that.pnls)
                && Arrays.equals(costs, that.costs)
                && Arrays.equals(barsHeld, that.barsHeld);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pnls) * 31 + Arrays.hashCode(exits);
    }

    /** Takes one trade after the other. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Symbol> symbols = new ArrayList<>();
        private final List<Direction> directions = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();

        private Builder() {}

        /** Begins a trade; {@link Opened#result} ends it. */
        public Opened add(Symbol symbol, Direction direction, long entryMicros, long exitMicros) {
            Objects.requireNonNull(symbol, "symbol");
            Objects.requireNonNull(direction, "direction");
            if (exitMicros < entryMicros) {
                throw StatisticsErrors.badTrades(rows.size(), "it is closed before it is opened");
            }
            return (size, traded, pnl, costs, barsHeld) -> {
                if (!Double.isFinite(pnl) || !(costs >= 0) || !(size >= 0) || barsHeld < 0 || traded < 0) {
                    throw StatisticsErrors.badTrades(
                            rows.size(),
                            "it has the size " + size + ", the traded value " + traded + ", the result " + pnl
                                    + ", costs " + costs + " and bars held " + barsHeld);
                }
                symbols.add(symbol);
                directions.add(direction);
                rows.add(new Row(entryMicros, exitMicros, size, traded, pnl, costs, barsHeld));
                return this;
            };
        }

        /** The table. */
        public TradeTable build() {
            return new TradeTable(this);
        }
    }

    /** A trade of which the figures are still missing. */
    @FunctionalInterface
    public interface Opened {
        /**
         * Ends it: size in the host's unit, the value of both ends in money or NaN, result after costs, costs of at least 0, bars
         * on which it was open. Throws {@code statistics.bad-trades}.
         */
        Builder result(double size, double traded, double pnl, double costs, int barsHeld);
    }
}
