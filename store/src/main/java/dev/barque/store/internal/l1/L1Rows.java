package dev.barque.store.internal.l1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of normalised bars in columns, in the order in which they were added. Unknown numbers are NaN, unknown open
 * interest {@link #NO_COUNT}; times are instants of completion. Not safe for use by several threads.
 */
public final class L1Rows {
    /** Superseded never: the latest that is known. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Open interest that nobody gave. */
    public static final long NO_COUNT = Long.MIN_VALUE;

    final Names symbols = new Names();
    final Names sources = new Names();
    int size;
    long[] time = new long[16];
    long[] known = new long[16];
    long[] superseded = new long[16];
    long[] interval = new long[16];
    long[] openInterest = new long[16];
    int[] symbol = new int[16];
    int[] source = new int[16];
    final RowRefs rawRefs = new RowRefs();
    final Map<Measure, double[]> numbers = new EnumMap<>(Measure.class);

    /** The columns of real numbers. */
    public enum Measure {
        /** Last price. */
        PRICE("price"),
        /** Shares or contracts. */
        VOLUME("volume"),
        /** Traded value. */
        DOLLAR_VOLUME("dollar_volume"),
        /** First price. */
        OPEN("open"),
        /** Highest price. */
        HIGH("high"),
        /** Lowest price. */
        LOW("low"),
        /** Implied volatility as a fraction. */
        IV("iv_dec");

        final String column;

        Measure(String column) {
            this.column = column;
        }
    }

    /** Without rows. */
    public L1Rows() {
        for (Measure measure : Measure.values()) {
            numbers.put(measure, new double[16]);
        }
    }

    /** Without rows, and with room for so many. */
    L1Rows(int room) {
        this();
        resize(Math.max(16, room));
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** Starts a row; its numbers are unknown until they are {@link #set}. */
    public void add(long timeMicros, String symbolName, long intervalMicros, String sourceName, @Nullable String ref) {
        if (size == time.length) {
            grow();
        }
        time[size] = timeMicros;
        known[size] = timeMicros;
        superseded[size] = NEVER;
        symbol[size] = symbols.id(symbolName);
        interval[size] = intervalMicros;
        source[size] = sources.id(sourceName);
        rawRefs.add(ref);
        openInterest[size] = NO_COUNT;
        for (double[] column : numbers.values()) {
            column[size] = Double.NaN;
        }
        size++;
    }

    /** Sets a number of the row that was added last; null is unknown. */
    public void set(Measure column, @Nullable Double value) {
        column(column)[size - 1] = value == null ? Double.NaN : value;
    }

    /** Sets the open interest of the row that was added last; null is unknown. */
    public void setOpenInterest(@Nullable Long count) {
        openInterest[size - 1] = count == null ? NO_COUNT : count;
    }

    /** Sets from when to when the row that was added last is what was known; from its completion on unless it is set. */
    void setKnown(long fromMicros, long untilMicros) {
        known[size - 1] = fromMicros;
        superseded[size - 1] = untilMicros;
    }

    /** Adds row {@code i} of another batch. */
    void copy(L1Rows from, int i) {
        add(from.time[i], from.symbolOf(i), from.interval[i], from.sources.name(from.source[i]), from.rawRefs.get(i));
        openInterest[size - 1] = from.openInterest[i];
        setKnown(from.known[i], from.superseded[i]);
        numbers.forEach((measure, column) -> column[size - 1] = from.column(measure)[i]);
    }

    double[] column(Measure measure) {
        return Objects.requireNonNull(numbers.get(measure));
    }

    String symbolOf(int i) {
        return symbols.name(symbol[i]);
    }

    /** Whether two rows say the same about the market; who delivered them does not count. */
    boolean sameData(int a, int b) {
        for (double[] column : numbers.values()) {
            if (Double.compare(column[a], column[b]) != 0) {
                return false;
            }
        }
        return openInterest[a] == openInterest[b] && interval[a] == interval[b];
    }

    /** Adds all rows of another batch behind these, column by column. */
    void append(L1Rows more) {
        int first = size;
        if (first + more.size > time.length) {
            resize(first + more.size);
        }
        System.arraycopy(more.time, 0, time, first, more.size);
        System.arraycopy(more.known, 0, known, first, more.size);
        System.arraycopy(more.superseded, 0, superseded, first, more.size);
        System.arraycopy(more.interval, 0, interval, first, more.size);
        System.arraycopy(more.openInterest, 0, openInterest, first, more.size);
        translate(more.symbol, more.symbols, symbol, symbols, first, more.size);
        translate(more.source, more.sources, source, sources, first, more.size);
        rawRefs.append(more.rawRefs);
        numbers.forEach((measure, column) -> System.arraycopy(more.column(measure), 0, column, first, more.size));
        size += more.size;
    }

    private static void translate(int[] from, Names theirs, int[] to, Names ours, int first, int count) {
        int[] ids = new int[theirs.size()];
        Arrays.setAll(ids, id -> ours.id(theirs.name(id)));
        for (int i = 0; i < count; i++) {
            to[first + i] = ids[from[i]];
        }
    }

    /** Keeps only these rows, in this order. One column is there twice at a time, never all of them. */
    void keep(int[] rows) {
        time = picked(time, rows);
        known = picked(known, rows);
        superseded = picked(superseded, rows);
        interval = picked(interval, rows);
        openInterest = picked(openInterest, rows);
        symbol = picked(symbol, rows);
        source = picked(source, rows);
        rawRefs.keep(rows);
        numbers.replaceAll((measure, column) -> {
            double[] kept = new double[rows.length];
            Arrays.setAll(kept, i -> column[rows[i]]);
            return kept;
        });
        size = rows.length;
    }

    /** Keeps only rows that were known by an instant. */
    void keepKnown(long knownMicros) {
        int[] rows = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (known[i] <= knownMicros) {
                rows[count++] = i;
            }
        }
        if (count < size) {
            keep(Arrays.copyOf(rows, count));
        }
    }

    private static long[] picked(long[] column, int[] rows) {
        long[] kept = new long[rows.length];
        Arrays.setAll(kept, i -> column[rows[i]]);
        return kept;
    }

    private static int[] picked(int[] column, int[] rows) {
        int[] kept = new int[rows.length];
        Arrays.setAll(kept, i -> column[rows[i]]);
        return kept;
    }

    private void grow() {
        resize(Math.max(16, size + (size >> 1)));
    }

    private void resize(int capacity) {
        time = Arrays.copyOf(time, capacity);
        known = Arrays.copyOf(known, capacity);
        superseded = Arrays.copyOf(superseded, capacity);
        interval = Arrays.copyOf(interval, capacity);
        openInterest = Arrays.copyOf(openInterest, capacity);
        symbol = Arrays.copyOf(symbol, capacity);
        source = Arrays.copyOf(source, capacity);
        numbers.replaceAll((measure, column) -> Arrays.copyOf(column, capacity));
    }

    /** Few texts that occur often, numbered. */
    static final class Names {
        private final Map<String, Integer> ids = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        int id(String name) {
            Integer id = ids.get(name);
            if (id == null) {
                id = names.size();
                ids.put(name, id);
                names.add(name);
            }
            return id;
        }

        String name(int id) {
            return names.get(id);
        }

        int size() {
            return names.size();
        }
    }
}
