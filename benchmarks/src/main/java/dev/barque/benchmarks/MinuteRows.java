package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.Spine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows of 100 symbols, of each one a minute with 8 doubles, and questions about the last row of a symbol up to an instant. Values
 * follow from their place and are whole numbers, so that sums are exact, do not depend on the order of adding, and are known without
 * any store.
 */
public final class MinuteRows implements AutoCloseable {
    /** How many symbols there are: {@code S0} to {@code S99}. */
    public static final int SYMBOLS = 100;

    /** How many doubles a row has: {@code field_0} to {@code field_7}. */
    public static final int FIELDS = 8;

    /** UTC microseconds of the first rows. */
    public static final long START = 1_262_304_000_000_000L;

    /** Microseconds from row to row. */
    public static final long STEP = 60_000_000L;

    private final Path scratch;
    private final int perSymbol;
    private final int[] symbols;
    private final long[] times;

    private MinuteRows(Path scratch, int rows, int[] symbols, long[] times) {
        this.scratch = scratch;
        this.perSymbol = rows / SYMBOLS;
        this.symbols = symbols;
        this.times = times;
    }

    /** With questions in any order. */
    static MinuteRows inAnyOrder(Path scratch, int rows, int questions) {
        SplittableRandom random = new SplittableRandom(42);
        long span = rows / SYMBOLS * STEP;
        int[] symbols = new int[questions];
        long[] times = new long[questions];
        for (int q = 0; q < questions; q++) {
            symbols[q] = random.nextInt(SYMBOLS);
            times[q] = START + random.nextLong(span);
        }
        return new MinuteRows(scratch, rows, symbols, times);
    }

    /** With questions in the order of time. */
    static MinuteRows byTime(Path scratch, int rows, int questions) {
        MinuteRows any = inAnyOrder(scratch, rows, questions);
        Arrays.sort(any.times);
        return any;
    }

    /** Where a store may put its files; it takes a name of its own below. */
    public Path scratch() {
        return scratch;
    }

    /** Rows of each symbol. */
    public int perSymbol() {
        return perSymbol;
    }

    /** How many questions there are. */
    public int questions() {
        return times.length;
    }

    /** The number of the symbol that a question is about. */
    public int symbol(int question) {
        return symbols[question];
    }

    /** The instant of a question in UTC microseconds. */
    public long time(int question) {
        return times[question];
    }

    /** The instant of a row in UTC microseconds. */
    public static long timeOf(int row) {
        return START + row * STEP;
    }

    /** A value: {@code (31 row + 17 symbol + 7 field) mod 100000}. */
    public static double value(int symbol, int row, int field) {
        return (row * 31L + symbol * 17L + field * 7L) % 100_000;
    }

    /** The right sum of all values of the answers to the first so many questions. */
    public double expected(long count) {
        double sum = 0;
        for (int q = 0; q < count; q++) {
            int row = (int) ((times[q] - START) / STEP);
            for (int field = 0; field < FIELDS; field++) {
                sum += value(symbols[q], row, field);
            }
        }
        return sum;
    }

    static List<Symbol> names() {
        return IntStream.range(0, SYMBOLS).mapToObj(i -> Symbol.of("S" + i)).toList();
    }

    Spine spine() {
        return Spine.of(names(), symbols, times);
    }

    /** All rows in a table of ours. */
    FeatureTable table() {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int field = 0; field < FIELDS; field++) {
            schema.float64("field_" + field, "1");
        }
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.atMost(Duration.ofDays(36_500)));
        FeatureTable.Builder table = FeatureTable.builder(set, FeatureTable.scalars(set));
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            FeatureTable.Rows rows = table.rows(Symbol.of("S" + symbol)).reserve(perSymbol);
            for (int row = 0; row < perSymbol; row++) {
                rows.add(timeOf(row), timeOf(row));
                for (int field = 0; field < FIELDS; field++) {
                    rows.float64(row, field, value(symbol, row, field));
                }
            }
        }
        return table.build();
    }

    /** All values one after the other: symbol, row, field. */
    double[][] rowMajor() {
        double[][] values = new double[SYMBOLS][perSymbol * FIELDS];
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            for (int row = 0; row < perSymbol; row++) {
                for (int field = 0; field < FIELDS; field++) {
                    values[symbol][row * FIELDS + field] = value(symbol, row, field);
                }
            }
        }
        return values;
    }

    /** The instants of the rows of a symbol. */
    long[] timesOfRows() {
        long[] of = new long[perSymbol];
        Arrays.setAll(of, MinuteRows::timeOf);
        return of;
    }

    @Override
    public void close() {}
}
