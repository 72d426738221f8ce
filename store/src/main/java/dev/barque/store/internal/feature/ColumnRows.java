package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSet;
import dev.barque.store.internal.log.RowColumns;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of one partition in columns, in any order. Several threads may fill different rows of it. */
final class ColumnRows implements RowColumns {
    final FeatureSet set;
    final long[] event;
    final long[] known;
    final long[] ingested;
    final long[] sequence;
    final List<FieldColumn> fields;

    ColumnRows(FeatureSet set, int rows) {
        this(set, rows, IntStream.range(0, set.schema().size()).toArray());
    }

    /** With room for some fields only, by their places in the schema. */
    ColumnRows(FeatureSet set, int rows, int[] wanted) {
        this.set = set;
        event = new long[rows];
        known = new long[rows];
        ingested = new long[rows];
        sequence = new long[rows];
        fields = fields(set, rows, wanted);
    }

    /** A column for each field of a schema, with room for rows in some of them only. */
    static List<FieldColumn> fields(FeatureSet set, int rows, int[] wanted) {
        BitSet room = new BitSet();
        for (int field : wanted) {
            room.set(field);
        }
        return IntStream.range(0, set.schema().size())
                .mapToObj(field -> FieldColumn.of(set.schema().field(field).type(), room.get(field) ? rows : 0))
                .toList();
    }

    int size() {
        return event.length;
    }

    @Override
    public void times(int row, long eventMicros, long knownMicros, long ingestedMicros, long number) {
        event[row] = eventMicros;
        known[row] = knownMicros;
        ingested[row] = ingestedMicros;
        sequence[row] = number;
    }

    @Override
    public void bits(int field, int row, long bits) {
        fields.get(field).set(row, bits);
    }

    @Override
    public void object(int field, int row, Object value) {
        fields.get(field).set(row, value);
    }

    /** Whether two rows are equal in all but when they were written and which number they got. */
    boolean sameContent(int row, int other) {
        return event[row] == event[other]
                && known[row] == known[other]
                && fields.stream().allMatch(field -> field.same(row, other));
    }

    /** All rows in the order in which they are. */
    int[] all() {
        return IntStream.range(0, size()).toArray();
    }
}
