package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Feature rows of a set in memory: numbers, truth values and texts of some of its fields, 8 bytes each, and 8 to 16 bytes more for
 * the times of a row. Made by {@code ParquetFeatureStore.table} or by hand. Immutable; safe to share.
 */
public final class FeatureTable {
    private final FeatureSet set;
    private final List<FeatureField> fields;
    private final Map<Symbol, FeatureSeries> series;

    private FeatureTable(FeatureSet set, List<FeatureField> fields, Map<Symbol, FeatureSeries> series) {
        this.set = set;
        this.fields = fields;
        this.series = Map.copyOf(series);
    }

    /** Starts a table of some fields of a set; refuses unknown names, repeated ones, and lists, which have no place in a column. */
    public static Builder builder(FeatureSet set, List<String> fields) {
        List<FeatureField> chosen = new ArrayList<>();
        for (String name : fields) {
            FeatureField field = set.schema().field(set.schema().indexOf(name));
            if (!isScalar(field.type())) {
                throw new IllegalArgumentException("The feature " + name + " of " + set.id() + " is " + field.type()
                        + ". Only numbers, truth values and texts can be columns of a table.");
            }
            if (chosen.contains(field)) {
                throw new IllegalArgumentException("The feature " + name + " is asked for twice");
            }
            chosen.add(field);
        }
        return new Builder(set, List.copyOf(chosen));
    }

    /** The names of all fields of a set that a table can hold. */
    public static List<String> scalars(FeatureSet set) {
        return set.schema().fields().stream()
                .filter(field -> isScalar(field.type()))
                .map(FeatureField::name)
                .toList();
    }

    private static boolean isScalar(FeatureType type) {
        return switch (type) {
            case FLOAT64, INT64, BOOL, STRING -> true;
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> false;
        };
    }

    /** The set whose rows these are. */
    public FeatureSet set() {
        return set;
    }

    /** The columns in their order. */
    public List<FeatureField> fields() {
        return fields;
    }

    /** The number of a column by its name; refuses one that is not there. */
    public int column(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No column " + field + " in this table; there are "
                + fields.stream().map(FeatureField::name).toList());
    }

    /** The symbols that have rows. */
    public Set<Symbol> symbols() {
        return series.keySet();
    }

    /** How many rows there are. */
    public long size() {
        return series.values().stream().mapToLong(FeatureSeries::size).sum();
    }

    /** The rows of a symbol. */
    public Optional<FeatureSeries> series(Symbol symbol) {
        return Optional.ofNullable(series.get(symbol));
    }

    /** Collects rows. Belongs to one thread, but for rows of different symbols, which different threads may fill. */
    public static final class Builder {
        private final FeatureSet set;
        private final List<FeatureField> fields;
        private final Map<Symbol, Rows> rows = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        private final List<String> texts = new ArrayList<>();
        private final Map<String, Integer> codes = new HashMap<>();

        private Builder(FeatureSet set, List<FeatureField> fields) {
            this.set = set;
            this.fields = fields;
        }

        /** The columns in their order. */
        public List<FeatureField> fields() {
            return fields;
        }

        /**
         * Where rows of a symbol go. They may come in any order; of those with the same times the one that comes last wins.
         */
        public Rows rows(Symbol symbol) {
            return rows.computeIfAbsent(symbol, s -> new Rows(this));
        }

        /** Lets the rows of each symbol be added by a task of an executor, and waits for all; throws what the first failure was. */
        public Builder fill(Collection<Symbol> symbols, Executor executor, BiConsumer<Symbol, Rows> adder) {
            List<Runnable> tasks = new ArrayList<>();
            for (Symbol symbol : symbols) {
                Rows to = rows(symbol);
                tasks.add(() -> adder.accept(symbol, to));
            }
            Tasks.runAll(tasks, executor);
            return this;
        }

        /** The table of the rows so far; the builder must not be used again. */
        public FeatureTable build() {
            Map<Symbol, FeatureSeries> series = new LinkedHashMap<>();
            List<String> dictionary = List.copyOf(texts);
            rows.forEach((symbol, of) -> series.put(symbol, of.build(dictionary)));
            rows.clear();
            return new FeatureTable(set, fields, series);
        }

        private synchronized int code(String text) {
            Integer code = codes.get(text);
            if (code == null) {
                code = texts.size();
                texts.add(text);
                codes.put(text, code);
            }
            return code;
        }
    }

    /** Takes the rows of one symbol. Every value is null until it is set. Not safe for use by several threads. */
    public static final class Rows {
        private final Builder of;
        private final int stride;
        private final int flagWords;
        private long[] event = new long[16];
        private long[] known = new long[16];
        private long[] cells;
        private long[] present;
        private int size;

        private Rows(Builder of) {
            this.of = of;
            stride = of.fields.size();
            flagWords = (stride + 63) >>> 6;
            cells = new long[16 * stride];
            present = new long[16 * flagWords];
        }

        /** Makes room for so many rows more. */
        public Rows reserve(int more) {
            int room = Math.addExact(size, more);
            if (room > event.length) {
                long most = (Integer.MAX_VALUE - 8L) / Math.max(1, stride);
                if (room > most) {
                    throw new IllegalArgumentException("A series of " + stride + " columns holds at most " + most
                            + " rows of a symbol but was to hold " + room + ". Ask for fewer dates at a time.");
                }
                // Who says at first how many there will be gets as many.
                int larger = size == 0 ? room : (int) Math.min(most, Math.max(room, 2L * event.length));
                event = Arrays.copyOf(event, larger);
                known = Arrays.copyOf(known, larger);
                cells = Arrays.copyOf(cells, larger * stride);
                present = Arrays.copyOf(present, larger * flagWords);
            }
            return this;
        }

        /** Adds a row without values; returns its number, for the setters. Refuses one that was known before its event. */
        public int add(long eventMicros, long knownMicros) {
            if (knownMicros < eventMicros) {
                throw new IllegalArgumentException("A row about " + UtcMicros.toInstant(eventMicros)
                        + " cannot have been known at " + UtcMicros.toInstant(knownMicros) + " already");
            }
            if (size == event.length) {
                reserve(1);
            }
            event[size] = eventMicros;
            known[size] = knownMicros;
            return size++;
        }

        /** Sets a double. */
        public void float64(int row, int column, double value) {
            bits(row, column, Double.doubleToRawLongBits(value));
        }

        /** Sets a whole number. */
        public void int64(int row, int column, long value) {
            bits(row, column, value);
        }

        /** Sets a truth value. */
        public void bool(int row, int column, boolean value) {
            bits(row, column, value ? 1 : 0);
        }

        /**
         * Sets numbers of rows that were added one after the other: row {@code first + i} gets number {@code order[i]} of the bits
         * (whole numbers, doubles by their bits, truth values as 0 and 1) where that is present.
         */
        public void numbers(int first, int column, int[] order, long[] bits, boolean[] isPresent) {
            Objects.checkFromToIndex(first, first + order.length, size);
            int cell = first * stride + column;
            int word = first * flagWords + (column >>> 6);
            for (int from : order) {
                if (isPresent[from]) {
                    cells[cell] = bits[from];
                    present[word] |= 1L << column;
                }
                cell += stride;
                word += flagWords;
            }
        }

        /** Sets a text. */
        public void string(int row, int column, String value) {
            bits(row, column, of.code(value));
        }

        private void bits(int row, int column, long bits) {
            cells[row * stride + column] = bits;
            present[row * flagWords + (column >>> 6)] |= 1L << column;
        }

        private FeatureSeries build(List<String> texts) {
            int[] order = order();
            long[] events = order == null ? cut(event, size) : new long[size];
            long[] knowns = order == null ? cut(known, size) : new long[size];
            long[] values = order == null ? cut(cells, size * stride) : new long[size * stride];
            long[] flags = order == null ? cut(present, size * flagWords) : new long[size * flagWords];
            if (order != null) {
                for (int i = 0; i < size; i++) {
                    events[i] = event[order[i]];
                    knowns[i] = known[order[i]];
                    System.arraycopy(cells, order[i] * stride, values, i * stride, stride);
                    System.arraycopy(present, order[i] * flagWords, flags, i * flagWords, flagWords);
                }
            }
            event = known = cells = present = new long[0];
            return new FeatureSeries(of.set, of.fields, texts, events, knowns, values, nulls(flags, values));
        }

        private static long[] cut(long[] array, int size) {
            return array.length == size ? array : Arrays.copyOf(array, size);
        }

        /** The nulls in place of those that are there; null doubles become NaN. Null when there is none. */
        private long @Nullable [] nulls(long[] flags, long[] values) {
            boolean any = false;
            for (int word = 0; word < size * flagWords; word++) {
                int first = word % flagWords << 6;
                int columns = Math.min(Long.SIZE, stride - first);
                long missing = ~flags[word] & (columns == Long.SIZE ? -1L : (1L << columns) - 1);
                any |= missing != 0;
                for (; missing != 0; missing &= missing - 1) {
                    int column = first + Long.numberOfTrailingZeros(missing);
                    if (of.fields.get(column).type() == FeatureType.FLOAT64) {
                        values[word / flagWords * stride + column] = Double.doubleToRawLongBits(Double.NaN);
                    }
                }
            }
            if (!any) {
                return null;
            }
            for (int i = 0; i < flags.length; i++) {
                flags[i] = ~flags[i];
            }
            return flags;
        }

        /** The rows as they win; null when they are in that order. */
        private int @Nullable [] order() {
            boolean inOrder = true;
            for (int i = 1; i < size && inOrder; i++) {
                inOrder = event[i - 1] < event[i] || (event[i - 1] == event[i] && known[i - 1] <= known[i]);
            }
            if (inOrder) {
                return null;
            }
            Integer[] rows = new Integer[size];
            Arrays.setAll(rows, i -> i);
            // Stable: what came later stays behind.
            Arrays.sort(rows, (a, b) -> {
                int byEvent = Long.compare(event[a], event[b]);
                return byEvent != 0 ? byEvent : Long.compare(known[a], known[b]);
            });
            return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
        }
    }
}
