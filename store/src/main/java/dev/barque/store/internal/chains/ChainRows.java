package dev.barque.store.internal.chains;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Contracts of chains in columns that grow. Not for use by several threads. */
public final class ChainRows {
    private static final int FIRST = 1_024;

    int size;
    long[] time = new long[FIRST];
    long[] quoted = new long[FIRST];
    long[] expiry = new long[FIRST];
    long[] known = new long[FIRST];
    double[] underlying = new double[FIRST];
    OptionRight[] right = new OptionRight[FIRST];
    String[] symbol = new String[FIRST];

    @Nullable
    String[] contract = new @Nullable String[FIRST];

    private final Map<OptionMeasure, double[]> numbers = new EnumMap<>(OptionMeasure.class);
    private final Map<String, String> names = new HashMap<>();

    /** No row. */
    public ChainRows() {
        for (OptionMeasure measure : OptionMeasure.values()) {
            numbers.put(measure, new double[FIRST]);
        }
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** Adds contract {@code i} of a chain, known when the chain was taken. */
    public void add(String underlyingSymbol, @Nullable String name, OptionChain chain, int i) {
        int row = next();
        time[row] = chain.timeMicros();
        quoted[row] = chain.quoteMicros(i);
        expiry[row] = chain.expiryMicros(i);
        known[row] = chain.timeMicros();
        underlying[row] = chain.underlying();
        right[row] = chain.right(i);
        symbol[row] = names.computeIfAbsent(underlyingSymbol, one -> one);
        contract[row] = name;
        numbers.forEach((measure, column) -> column[row] = chain.value(measure, i));
    }

    /** Adds a row of another batch. */
    void copy(ChainRows from, int i) {
        int row = next();
        time[row] = from.time[i];
        quoted[row] = from.quoted[i];
        expiry[row] = from.expiry[i];
        known[row] = from.known[i];
        underlying[row] = from.underlying[i];
        right[row] = from.right[i];
        symbol[row] = from.symbol[i];
        contract[row] = from.contract[i];
        numbers.forEach((measure, column) -> column[row] = from.column(measure)[i]);
    }

    /** A row whose values the caller fills in. */
    int next() {
        if (size == time.length) {
            grow();
        }
        return size++;
    }

    double[] column(OptionMeasure measure) {
        return Objects.requireNonNull(numbers.get(measure));
    }

    /** Whether two rows are about one contract in one chain. */
    boolean sameKey(int a, int b) {
        return time[a] == time[b]
                && expiry[a] == expiry[b]
                && right[a] == right[b]
                && strike(a) == strike(b)
                && symbol[a].equals(symbol[b])
                && Objects.equals(contract[a], contract[b]);
    }

    /** Whether two rows of one key say the same. */
    boolean sameData(int a, int b) {
        for (double[] column : numbers.values()) {
            if (Double.compare(column[a], column[b]) != 0) {
                return false;
            }
        }
        return quoted[a] == quoted[b] && Double.compare(underlying[a], underlying[b]) == 0;
    }

    /** The rows in the order of time, symbol, contract; rows of one contract and chain stay as they stand. */
    Integer[] order() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingLong(i -> time[i])
                        .thenComparing(i -> symbol[i])
                        .thenComparingLong(i -> expiry[i])
                        .thenComparingDouble(this::strike)
                        .thenComparing(i -> right[i])
                        .thenComparing(i -> Objects.requireNonNullElse(contract[i], "")));
        return order;
    }

    /** A chain of the rows {@code from} up to before {@code to}, which are of one symbol and time and known. */
    OptionChain chain(int... rows) {
        int first = rows[0];
        OptionChain.Builder chain = OptionChain.builder(rows.length)
                .timeMicros(time[first])
                .underlying(underlyingOf(rows))
                .rights(Arrays.stream(rows).mapToObj(i -> right[i]).toArray(OptionRight[]::new))
                .expiryMicros(Arrays.stream(rows).mapToLong(i -> expiry[i]).toArray())
                .quoteMicros(Arrays.stream(rows).mapToLong(i -> quoted[i]).toArray());
        numbers.forEach((measure, from) -> {
            double[] column = Arrays.stream(rows).mapToDouble(i -> from[i]).toArray();
            if (!Arrays.stream(column).allMatch(Double::isNaN)) {
                chain.column(measure, column);
            }
        });
        return chain.build();
    }

    /** Vendors repeat the underlying's price in every row; the last that is known stands for all. */
    private double underlyingOf(int... rows) {
        double price = Double.NaN;
        for (int row : rows) {
            price = Double.isNaN(underlying[row]) ? price : underlying[row];
        }
        return price;
    }

    private double strike(int i) {
        return column(OptionMeasure.STRIKE)[i];
    }

    private void grow() {
        int capacity = size * 2;
        time = Arrays.copyOf(time, capacity);
        quoted = Arrays.copyOf(quoted, capacity);
        expiry = Arrays.copyOf(expiry, capacity);
        known = Arrays.copyOf(known, capacity);
        underlying = Arrays.copyOf(underlying, capacity);
        right = Arrays.copyOf(right, capacity);
        symbol = Arrays.copyOf(symbol, capacity);
        contract = Arrays.copyOf(contract, capacity);
        numbers.replaceAll((measure, column) -> Arrays.copyOf(column, capacity));
    }
}
