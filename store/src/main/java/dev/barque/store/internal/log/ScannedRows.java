package dev.barque.store.internal.log;

import dev.barque.core.market.Symbol;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where rows were found in a segment. Not safe for use by several threads. */
final class ScannedRows {
    private static final int NUMBERS = 4;

    private final Map<String, Symbol> symbols = new HashMap<>();
    private long[] numbers = new long[NUMBERS * 64];
    private @Nullable Symbol[] symbolOf = new @Nullable Symbol[64];
    private @Nullable RowCodec[] codecOf = new @Nullable RowCodec[64];
    private int size;

    /** Takes rows in the order of the log. */
    @FunctionalInterface
    interface Sink {
        void row(RowCodec codec, Symbol symbol, long event, long known, long sequence, long position);
    }

    int size() {
        return size;
    }

    /** Forgets all but the first rows. */
    void cut(int rows) {
        size = rows;
    }

    void add(RowCodec codec, String symbol, long event, long known, long sequence, long position) {
        if (size == codecOf.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
            symbolOf = Arrays.copyOf(symbolOf, size * 2);
            codecOf = Arrays.copyOf(codecOf, size * 2);
        }
        symbolOf[size] = symbols.computeIfAbsent(symbol, Symbol::of);
        codecOf[size] = codec;
        int at = NUMBERS * size++;
        numbers[at] = event;
        numbers[at + 1] = known;
        numbers[at + 2] = sequence;
        numbers[at + 3] = position;
    }

    void forEach(Sink sink) {
        for (int i = 0; i < size; i++) {
            Symbol symbol = symbolOf[i];
            RowCodec codec = codecOf[i];
            if (symbol != null && codec != null) {
                int at = NUMBERS * i;
                sink.row(codec, symbol, numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
            }
        }
    }
}
