package dev.barque.core.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The features of one symbol at one instant, immutable.
 *
 * <p>Three times: {@link #eventMicros()} is what it is about, {@link #knownMicros()} from when it could have been used
 * (never earlier), {@link #ingestedMicros()} when it was written (for audits only; no read depends on it). Values are
 * addressed by the index of their field in the schema; reading one as another type is refused, reading a null as a
 * primitive too: ask {@link #isNull} first.
 */
public final class FeatureRow {
    private final FeatureSet set;
    private final Symbol symbol;
    private final long eventMicros;
    private final long knownMicros;
    private final long ingestedMicros;
    private final long sequence;
    // By FeatureSchema.slot: doubles as they are, longs and booleans by their bits; everything else in 'objects',
    // lists as ListValues keeps them. Rows of one builder share what is equal.
    private final long[] bits;
    private final @Nullable Object[] objects;
    private final boolean[] present;

    private FeatureRow(Builder from, long eventMicros, long knownMicros, long ingestedMicros, long sequence) {
        if (knownMicros < eventMicros) {
            throw CoreErrors.knownBeforeEvent(
                    from.symbol.value(),
                    from.set.id().value(),
                    UtcMicros.toInstant(eventMicros),
                    UtcMicros.toInstant(knownMicros));
        }
        set = from.set;
        symbol = from.symbol;
        this.eventMicros = eventMicros;
        this.knownMicros = knownMicros;
        this.ingestedMicros = ingestedMicros;
        this.sequence = sequence;
        bits = from.bits.clone();
        objects = from.keepObjects();
        present = from.keepPresent();
    }

    private FeatureRow(FeatureRow row, long ingestedMicros, long sequence) {
        set = row.set;
        symbol = row.symbol;
        eventMicros = row.eventMicros;
        knownMicros = row.knownMicros;
        this.ingestedMicros = ingestedMicros;
        this.sequence = sequence;
        bits = row.bits;
        objects = row.objects;
        present = row.present;
    }

    /** Starts a row with every value null. */
    public static Builder builder(FeatureSet set, Symbol symbol) {
        return new Builder(set, symbol);
    }

    /** The set whose features these are. */
    public FeatureSet set() {
        return set;
    }

    /** The schema of {@link #set()}. */
    public FeatureSchema schema() {
        return set.schema();
    }

    /** Whose features these are. */
    public Symbol symbol() {
        return symbol;
    }

    /** What the row is about, UTC microseconds. */
    public long eventMicros() {
        return eventMicros;
    }

    /** From when it could have been used, UTC microseconds. */
    public long knownMicros() {
        return knownMicros;
    }

    /** When it was written, UTC microseconds; 0 when no store has written it yet. */
    public long ingestedMicros() {
        return ingestedMicros;
    }

    /** Its place in the order of writing; 0 when no store has numbered it yet. */
    public long sequence() {
        return sequence;
    }

    /** {@link #eventMicros()} as an instant. */
    public Instant eventTime() {
        return UtcMicros.toInstant(eventMicros);
    }

    /** {@link #knownMicros()} as an instant. */
    public Instant knownAt() {
        return UtcMicros.toInstant(knownMicros);
    }

    /** Which row this is. */
    public RowId id() {
        Instant event = eventTime();
        return new RowId(symbol, set.id(), event, knownMicros == eventMicros ? event : knownAt(), sequence);
    }

    /** This row as a store wrote it. */
    public FeatureRow written(long ingestedMicros, long sequence) {
        return new FeatureRow(this, ingestedMicros, sequence);
    }

    /** Whether the value is null. */
    public boolean isNull(int field) {
        return !present[field];
    }

    /** Whether every value below a group such as {@code hedge} is null: the engine was not there. */
    public boolean isGroupNull(String group) {
        List<FeatureField> fields = schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (present[i] && fields.get(i).name().startsWith(group + ".")) {
                return false;
            }
        }
        return true;
    }

    /** A {@link FeatureType#FLOAT64}. */
    public double float64(int field) {
        return Double.longBitsToDouble(bits(field, FeatureType.FLOAT64));
    }

    /** A {@link FeatureType#FLOAT64}, or a value to use when it is null. */
    public double float64Or(int field, double whenNull) {
        requireType(field, FeatureType.FLOAT64);
        return present[field] ? Double.longBitsToDouble(bits[schema().slot(field)]) : whenNull;
    }

    /** An {@link FeatureType#INT64}. */
    public long int64(int field) {
        return bits(field, FeatureType.INT64);
    }

    /** A {@link FeatureType#BOOL}. */
    public boolean bool(int field) {
        return bits(field, FeatureType.BOOL) != 0;
    }

    /** A {@link FeatureType#STRING}. */
    public String string(int field) {
        return (String) object(field, FeatureType.STRING);
    }

    /** How many elements a list has. */
    public int length(int field) {
        FeatureType type = schema().field(field).type();
        return switch (type) {
            case FLOAT64_LIST -> ((double[]) object(field, type)).length;
            case INTERVAL_LIST, STRING_LIST -> ((List<?>) object(field, type)).size();
            case FLOAT64, INT64, BOOL, STRING ->
                throw new IllegalArgumentException("Cannot take the length of "
                        + schema().field(field).name() + ": it is " + type + ", not a list");
        };
    }

    /** Element {@code i} of a {@link FeatureType#FLOAT64_LIST}. */
    public double float64(int field, int i) {
        return ((double[]) object(field, FeatureType.FLOAT64_LIST))[i];
    }

    /** Element {@code i} of a {@link FeatureType#STRING_LIST}. */
    public String string(int field, int i) {
        return ListValues.texts(object(field, FeatureType.STRING_LIST)).get(i);
    }

    /** Lower end of element {@code i} of an {@link FeatureType#INTERVAL_LIST}. */
    public double lo(int field, int i) {
        return ListValues.intervals(object(field, FeatureType.INTERVAL_LIST))
                .get(i)
                .lo();
    }

    /** Upper end of element {@code i} of an {@link FeatureType#INTERVAL_LIST}. */
    public double hi(int field, int i) {
        return ListValues.intervals(object(field, FeatureType.INTERVAL_LIST))
                .get(i)
                .hi();
    }

    /** An {@link FeatureType#INTERVAL_LIST} as the row keeps it, immutable; empty when it is null. */
    public List<Interval> intervals(int field) {
        requireType(field, FeatureType.INTERVAL_LIST);
        return present[field] ? ListValues.intervals(object(field, FeatureType.INTERVAL_LIST)) : List.of();
    }

    /**
     * Whether all values, symbol, set, event time and knowledge time are equal, bit for bit: 0.0 and -0.0 differ, and every
     * NaN is the same one, because files keep only one.
     */
    public boolean sameContent(FeatureRow other) {
        return eventMicros == other.eventMicros
                && knownMicros == other.knownMicros
                && symbol.equals(other.symbol)
                && set.id().equals(other.set.id())
                && schema().equals(other.schema())
                && Arrays.equals(present, other.present)
                && Arrays.equals(bits, other.bits)
                && Arrays.deepEquals(objects, other.objects);
    }

    /** The value as an object (null, Double, Long, Boolean, String or List): for printing, not for hot paths. */
    public @Nullable Object value(int field) {
        if (isNull(field)) {
            return null;
        }
        return switch (schema().field(field).type()) {
            case FLOAT64 -> float64(field);
            case INT64 -> int64(field);
            case BOOL -> bool(field);
            case STRING -> string(field);
            case FLOAT64_LIST ->
                Arrays.stream((double[]) object(field, FeatureType.FLOAT64_LIST))
                        .boxed()
                        .toList();
            case STRING_LIST -> object(field, FeatureType.STRING_LIST);
            case INTERVAL_LIST -> intervals(field);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureRow row
                && sameContent(row)
                && sequence == row.sequence
                && ingestedMicros == row.ingestedMicros;
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, set.id(), eventMicros, knownMicros, sequence);
    }

    @Override
    public String toString() {
        return "FeatureRow[" + symbol + " " + set.id() + " about " + eventTime() + " known " + knownAt() + " #"
                + sequence + "]";
    }

    private long bits(int field, FeatureType expected) {
        check(field, expected);
        return bits[schema().slot(field)];
    }

    private Object object(int field, FeatureType expected) {
        check(field, expected);
        return Objects.requireNonNull(objects[schema().slot(field)]);
    }

    private void check(int field, FeatureType expected) {
        requireType(field, expected);
        if (!present[field]) {
            throw CoreErrors.nullFeature(schema().field(field).name(), toString());
        }
    }

    private void requireType(int field, FeatureType asked) {
        FeatureField found = schema().field(field);
        if (found.type() != asked) {
            throw new IllegalArgumentException(
                    "Cannot read " + found.name() + " as " + asked + ": it is " + found.type());
        }
    }

    /**
     * Collects the values of a row. It can be used again for the next row after {@link #clear()}, which costs less heap than
     * another builder: what the next row has in common with the one before it is kept once. Not safe for use by several threads.
     */
    public static final class Builder {
        private static final @Nullable Object[] NO_OBJECTS = {};
        private static final boolean[] NOTHING_PRESENT = {};

        private final FeatureSet set;
        private final Symbol symbol;
        private final long[] bits;
        private final @Nullable Object[] objects;
        private final boolean[] present;
        // Of the row that was built last; nobody writes to them.
        private @Nullable Object[] keptObjects = NO_OBJECTS;
        private boolean[] keptPresent = NOTHING_PRESENT;

        private Builder(FeatureSet set, Symbol symbol) {
            this.set = Objects.requireNonNull(set, "set");
            this.symbol = Objects.requireNonNull(symbol, "symbol");
            bits = new long[set.schema().numbers()];
            objects = new @Nullable Object[set.schema().objects()];
            present = new boolean[set.schema().size()];
        }

        /** Makes every value null again. */
        public Builder clear() {
            Arrays.fill(bits, 0);
            Arrays.fill(objects, null);
            Arrays.fill(present, false);
            return this;
        }

        /** Sets a {@link FeatureType#FLOAT64}. Every NaN is one value, whatever bits the processor gave it. */
        public Builder float64(int field, double value) {
            return scalar(field, FeatureType.FLOAT64, Double.doubleToLongBits(value));
        }

        /** Sets an {@link FeatureType#INT64}. */
        public Builder int64(int field, long value) {
            return scalar(field, FeatureType.INT64, value);
        }

        /** Sets a {@link FeatureType#BOOL}. */
        public Builder bool(int field, boolean value) {
            return scalar(field, FeatureType.BOOL, value ? 1 : 0);
        }

        /** Sets a {@link FeatureType#STRING}. */
        public Builder string(int field, String value) {
            return object(field, FeatureType.STRING, Objects.requireNonNull(value, "value"));
        }

        /** Sets a {@link FeatureType#FLOAT64_LIST}; the array is copied. */
        public Builder float64List(int field, double... values) {
            return put(field, ListValues.numbers(values, kept(field, FeatureType.FLOAT64_LIST)));
        }

        /** Sets a {@link FeatureType#STRING_LIST}. */
        public Builder stringList(int field, List<String> values) {
            return object(field, FeatureType.STRING_LIST, List.copyOf(values));
        }

        /** Sets an {@link FeatureType#INTERVAL_LIST} from lo, hi, lo, hi, ...; the array is copied. */
        public Builder intervalList(int field, double... loHiPairs) {
            return intervalList(field, loHiPairs, 0, loHiPairs.length);
        }

        /** Sets an {@link FeatureType#INTERVAL_LIST} from lo, hi, lo, hi, ... in a part of an array, which is copied. */
        public Builder intervalList(int field, double[] loHiPairs, int from, int to) {
            Objects.checkFromToIndex(from, to, loHiPairs.length);
            if ((to - from) % 2 != 0) {
                throw new IllegalArgumentException("Expected pairs of lo and hi but got " + (to - from) + " numbers");
            }
            return put(field, ListValues.intervals(loHiPairs, from, to, kept(field, FeatureType.INTERVAL_LIST)));
        }

        /** The row; throws {@link BarqueException} with code {@code core.known-before-event} if it was known too early. */
        public FeatureRow build(long eventMicros, long knownMicros) {
            return new FeatureRow(this, eventMicros, knownMicros, 0, 0);
        }

        /** What the row before has in the place of a field that is a list, null when it has nothing. */
        private @Nullable Object kept(int field, FeatureType list) {
            requireType(field, list);
            int slot = set.schema().slot(field);
            return slot < keptObjects.length ? keptObjects[slot] : null;
        }

        private @Nullable Object[] keepObjects() {
            boolean same = keptObjects.length == objects.length;
            for (int i = 0; i < objects.length && same; i++) {
                same = objects[i] == keptObjects[i];
            }
            if (!same) {
                keptObjects = objects.clone();
            }
            return keptObjects;
        }

        private boolean[] keepPresent() {
            if (!Arrays.equals(present, keptPresent)) {
                keptPresent = present.clone();
            }
            return keptPresent;
        }

        private Builder scalar(int field, FeatureType type, long value) {
            requireType(field, type);
            bits[set.schema().slot(field)] = value;
            present[field] = true;
            return this;
        }

        private Builder object(int field, FeatureType type, Object value) {
            requireType(field, type);
            return put(field, value);
        }

        private Builder put(int field, Object value) {
            objects[set.schema().slot(field)] = value;
            present[field] = true;
            return this;
        }

        private void requireType(int field, FeatureType type) {
            FeatureField expected = set.schema().field(field);
            if (expected.type() != type) {
                throw new IllegalArgumentException(
                        "Cannot set " + expected.name() + " to a " + type + ": it is " + expected.type());
            }
        }
    }
}
