package dev.barque.backtest.execution;

import dev.barque.backtest.execution.ModelDescription.Parameter;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What short positions cost, by name or from a table. Thread-safe. */
public final class BorrowModels {
    private static final Catalog<BorrowModel> CATALOG = new Catalog<BorrowModel>("borrow model", "flat:rate=0.03")
            .add("none", "borrowing is free; too good to be true for a real account", v -> flat(0))
            .add(
                    "flat",
                    "one annual rate for all symbols and times, as a fraction",
                    v -> flat(v.applyAsDouble("rate")),
                    new Parameter("rate", 0.03, 0, 100));

    private BorrowModels() {}

    /**
     * Reads a model by name, such as {@code flat:rate=0.03}.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code execution.bad-model}, naming what there is
     */
    public static BorrowModel of(String text) {
        return CATALOG.read(text);
    }

    /** What {@link #of} knows by name. */
    public static List<ModelDescription> descriptions() {
        return CATALOG.descriptions();
    }

    /** One rate for a year of 365 days, as a fraction. */
    public static BorrowModel flat(double annualRate) {
        return new Flat(annualRate);
    }

    /** A rate of its own for some symbols, another for all others. */
    public static BorrowModel bySymbol(Map<Symbol, Double> annualRates, double others) {
        Map<Symbol, Rates> table = new TreeMap<>();
        annualRates.forEach((symbol, rate) -> {
            Terms.require("rate", rate, 0, 100);
            table.put(symbol, new Rates(new long[] {Long.MIN_VALUE}, new double[] {rate}));
        });
        return new Table(table, others);
    }

    /**
     * Rates that change.
     *
     * @param rates in any order; two of one symbol and instant are refused
     * @param unknownRate of symbols that are not in the table, and of times before the first rate of theirs
     */
    public static BorrowModel dated(List<BorrowRate> rates, double unknownRate) {
        Set<String> seen = new HashSet<>();
        for (BorrowRate rate : rates) {
            if (!seen.add(rate.symbol() + " from " + rate.from())) {
                throw new IllegalArgumentException("two rates for " + rate.symbol() + " from " + rate.from());
            }
        }
        Map<Symbol, Rates> table = new TreeMap<>();
        rates.stream().collect(Collectors.groupingBy(BorrowRate::symbol)).forEach((symbol, own) -> {
            List<BorrowRate> sorted =
                    own.stream().sorted(Comparator.comparing(BorrowRate::from)).toList();
            table.put(
                    symbol,
                    new Rates(
                            sorted.stream()
                                    .mapToLong(rate -> UtcMicros.of(rate.from()))
                                    .toArray(),
                            sorted.stream().mapToDouble(BorrowRate::annualRate).toArray()));
        });
        return new Table(table, unknownRate);
    }

    private record Flat(double rate) implements BorrowModel {
        Flat {
            Terms.require("rate", rate, 0, 100);
        }

        @Override
        public String id() {
            return "flat:rate=" + Terms.text(rate);
        }

        @Override
        public double annualRate(Symbol symbol, long timeMicros) {
            return rate;
        }
    }

    private static final class Rates {
        private final long[] from;
        private final double[] rates;

        Rates(long[] from, double[] rates) {
            this.from = from;
            this.rates = rates;
        }

        double at(long time, double unknown) {
            int at = Arrays.binarySearch(from, time);
            int row = at >= 0 ? at : -at - 2;
            return row < 0 ? unknown : rates[row];
        }
    }

    private static final class Table implements BorrowModel {
        private final Map<Symbol, Rates> table;
        private final double unknown;
        private final String id;

        Table(Map<Symbol, Rates> sorted, double unknown) {
            Terms.require("unknown-rate", unknown, 0, 100);
            id = sorted.entrySet().stream()
                    .map(e -> e.getKey() + "=" + Arrays.toString(e.getValue().rates) + "from"
                            + Arrays.hashCode(e.getValue().from))
                    .collect(Collectors.joining(";", "borrow-table:", ";others=" + Terms.text(unknown)));
            this.table = new HashMap<>(sorted);
            this.unknown = unknown;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public double annualRate(Symbol symbol, long timeMicros) {
            Rates own = table.get(symbol);
            return own == null ? unknown : own.at(timeMicros, unknown);
        }
    }
}
