package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of one file, decoded into columns. Immutable and safe to share.
 *
 * <p>Rows keep the order of the file; {@code order} lists them by event time, knowledge time and sequence, which is how
 * they win. A row becomes an object only when it is asked for.
 */
public final class Partition implements DayRows {
    private final FeatureSet set;
    private final Symbol symbol;
    private final long[] event;
    private final long[] known;
    private final long[] ingested;
    private final long[] sequence;
    private final List<FieldColumn> fields;
    private final int[] order;

    /** The arrays become this object's own; all of the same length. */
    Partition(
            FeatureSet set,
            Symbol symbol,
            long[] event,
            long[] known,
            long[] ingested,
            long[] sequence,
            List<FieldColumn> fields) {
        this.set = set;
        this.symbol = symbol;
        this.event = event;
        this.known = known;
        this.ingested = ingested;
        this.sequence = sequence;
        this.fields = List.copyOf(fields);
        order = isInOrder()
                ? IntStream.range(0, event.length).toArray()
                : IntStream.range(0, event.length)
                        .boxed()
                        .sorted(this::compare)
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private boolean isInOrder() {
        for (int i = 1; i < event.length; i++) {
            if (compare(i - 1, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private int compare(int row, int other) {
        int byEvent = Long.compare(event[row], event[other]);
        int byTimes = byEvent != 0 ? byEvent : Long.compare(known[row], known[other]);
        return byTimes != 0 ? byTimes : Long.compare(sequence[row], sequence[other]);
    }

    /** A copy of the rows in columns, with room for more behind them. */
    ColumnRows withRoomFor(int more) {
        ColumnRows rows = new ColumnRows(set, Math.addExact(size(), more));
        System.arraycopy(event, 0, rows.event, 0, size());
        System.arraycopy(known, 0, rows.known, 0, size());
        System.arraycopy(ingested, 0, rows.ingested, 0, size());
        System.arraycopy(sequence, 0, rows.sequence, 0, size());
        for (int i = 0; i < fields.size(); i++) {
            rows.fields.get(i).copy(fields.get(i));
        }
        return rows;
    }

    /** The positions by event time, knowledge time and sequence. */
    int[] order() {
        return order.clone();
    }

    /** How many rows there are. */
    public int size() {
        return event.length;
    }

    /** The row at a position of the file, from 0. */
    public FeatureRow row(int position) {
        FeatureRow.Builder builder = FeatureRow.builder(set, symbol);
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).copyTo(builder, i, position);
        }
        return builder.build(event[position], known[position]).written(ingested[position], sequence[position]);
    }

    /** All rows in the order of the file. */
    @Override
    public List<FeatureRow> rows() {
        List<FeatureRow> rows = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            rows.add(row(i));
        }
        return List.copyOf(rows);
    }

    @Override
    public Optional<FeatureRow> winner(long eventMicros, long knownMicros, long oldest) {
        int winner = winnerPosition(eventMicros, knownMicros, oldest);
        return winner < 0 ? Optional.empty() : Optional.of(row(winner));
    }

    /** The rows with these times, by sequence. */
    public List<FeatureRow> sameTimes(long eventMicros, long knownMicros) {
        List<FeatureRow> same = new ArrayList<>();
        for (int i = firstAfter(eventMicros) - 1; i >= 0 && event[order[i]] == eventMicros; i--) {
            if (known[order[i]] == knownMicros) {
                same.add(0, row(order[i]));
            }
        }
        return same;
    }

    private int winnerPosition(long eventMicros, long knownMicros, long oldest) {
        for (int i = firstAfter(eventMicros) - 1; i >= 0 && event[order[i]] >= oldest; i--) {
            if (known[order[i]] <= knownMicros) {
                return order[i];
            }
        }
        return -1;
    }

    @Override
    public boolean hasBetween(long oldest, long eventMicros) {
        int i = firstAfter(eventMicros) - 1;
        return i >= 0 && event[order[i]] >= oldest;
    }

    @Override
    public long knownFrom(long oldest, long eventMicros) {
        long earliest = Long.MAX_VALUE;
        for (int i = firstAfter(eventMicros) - 1; i >= 0 && event[order[i]] >= oldest; i--) {
            earliest = Math.min(earliest, known[order[i]]);
        }
        return earliest;
    }

    @Override
    public long latestAtOrBefore(long eventMicros) {
        int i = firstAfter(eventMicros) - 1;
        return i < 0 ? Long.MIN_VALUE : event[order[i]];
    }

    @Override
    public long earliestAfter(long eventMicros) {
        int i = firstAfter(eventMicros);
        return i == order.length ? Long.MAX_VALUE : event[order[i]];
    }

    /** Adds all rows to a table, with the features that it holds, by their places in the schema. */
    public void copyTo(FeatureTable.Rows to, int[] chosen) {
        if (size() == 0) {
            return;
        }
        to.reserve(size());
        int first = -1;
        for (int row : order) {
            int added = to.add(event[row], known[row]);
            first = first < 0 ? added : first;
        }
        for (int column = 0; column < chosen.length; column++) {
            fields.get(chosen[column]).copyTo(to, column, order, first);
        }
    }

    /** The greatest sequence number; 0 when there is no row. */
    long lastSequence() {
        long last = 0;
        for (long s : sequence) {
            last = Math.max(last, s);
        }
        return last;
    }

    /** Roughly how many bytes of heap this holds. */
    long weight() {
        return 200
                + 36L * size()
                + fields.stream().mapToLong(FieldColumn::weight).sum();
    }

    /** The place in {@code order} of the first row about a later instant. */
    private int firstAfter(long eventMicros) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (event[order[middle]] <= eventMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
