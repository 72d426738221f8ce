package dev.barque.benchmarks.peers;

import dev.barque.core.market.Symbol;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows that all stores hold and the questions that all are asked: of each symbol a row a second, whose 8 doubles follow from its
 * number, so that the right sum of answers is known without any store.
 */
final class Rows {
    static final int SYMBOLS = 100;
    static final int FIELDS = 8;
    static final long START = 1_700_000_000_000_000L;
    static final long STEP = 1_000_000L;
    private static final int QUESTIONS = 1 << 20;
    private static final int CHECKED = 100_000;

    final int perSymbol;
    final int[] symbol = new int[QUESTIONS];
    final long[] time = new long[QUESTIONS];

    /** Reads the sum of the values of the last row of a symbol up to an instant. */
    @FunctionalInterface
    interface Reader {
        double sum(int symbol, long time) throws Exception;
    }

    Rows(int rows) {
        perSymbol = rows / SYMBOLS;
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < QUESTIONS; i++) {
            symbol[i] = random.nextInt(SYMBOLS);
            time[i] = START + random.nextLong(perSymbol * STEP);
        }
    }

    static List<Symbol> symbols() {
        return IntStream.range(0, SYMBOLS).mapToObj(i -> Symbol.of("S" + i)).toList();
    }

    long time(int row) {
        return START + row * STEP;
    }

    double value(int of, int row, int field) {
        long mixed = (((long) of * perSymbol + row) * FIELDS + field + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** Refuses a store whose answers are not the right ones. */
    void check(Reader reader) throws Exception {
        double expected = 0;
        double found = 0;
        for (int i = 0; i < CHECKED; i++) {
            int row = (int) ((time[i] - START) / STEP);
            double sum = 0;
            for (int field = 0; field < FIELDS; field++) {
                sum += value(symbol[i], row, field);
            }
            expected += sum;
            found += reader.sum(symbol[i], time[i]);
        }
        if (expected != found) {
            throw new IllegalStateException("the sum of the answers is " + found + " instead of " + expected);
        }
    }
}
