package dev.barque.store.internal.feature;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the rows of a symbol, one UTC date in memory at a time. Only for sources that file rows under the UTC date of their event
 * time: a row about the date that is asked for then beats every row about an earlier one, so that those are looked at only where the
 * date has none to offer. Belongs to one thread.
 */
public final class DayCursor implements RowCursor {
    private final PartitionSource source;
    private final AsOfReader earlier;
    private final FeatureSet set;
    private final Symbol symbol;
    private final boolean reachesBack;
    private boolean loaded;
    private long day;
    /** Of the date in memory, by event time, knowledge time and sequence. */
    private long[] event = {};

    private long[] known = {};
    /** The earliest knowledge time of a row and all before it: where to stop looking back for one that was known. */
    private long[] knownFrom = {};

    private List<Optional<FeatureRow>> rows = List.of();
    /** The last row about an instant up to the last one that was asked for, or -1. */
    private int last = -1;

    /** Stands before the first row. */
    public DayCursor(PartitionSource source, FeatureSet set, Symbol symbol) {
        this.source = source;
        this.set = set;
        this.symbol = symbol;
        earlier = new AsOfReader(source);
        reachesBack = set.lookback() instanceof Lookback.MaxAge;
    }

    @Override
    public Optional<FeatureRow> find(long eventMicros, long knownMicros) {
        long asked = Math.floorDiv(eventMicros, UtcMicros.PER_DAY);
        if (!loaded || asked != day) {
            load(asked, eventMicros);
        }
        moveTo(eventMicros);
        long oldest = AsOfReader.oldest(set.lookback(), eventMicros);
        for (int i = last; i >= 0 && event[i] >= oldest && knownFrom[i] <= knownMicros; i--) {
            if (known[i] <= knownMicros) {
                return rows.get(i);
            }
        }
        return reachesBack ? findEarlier(eventMicros, knownMicros) : Optional.empty();
    }

    private Optional<FeatureRow> findEarlier(long eventMicros, long knownMicros) {
        return earlier.find(set, symbol, new AsOf(UtcMicros.toInstant(eventMicros), UtcMicros.toInstant(knownMicros)));
    }

    private void moveTo(long eventMicros) {
        while (last >= 0 && event[last] > eventMicros) {
            last--;
        }
        while (last + 1 < event.length && event[last + 1] <= eventMicros) {
            last++;
        }
    }

    /** Nothing of this changes when reading fails, so that the next question tries again. */
    private void load(long asked, long micros) {
        List<FeatureRow> read = source.partition(source.dateOf(micros), symbol, set)
                .<List<FeatureRow>>map(DayRows::rows)
                .orElse(List.of());
        int size = read.size();
        long[] events = new long[size];
        long[] knowns = new long[size];
        long[] froms = new long[size];
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            FeatureRow row = read.get(i);
            events[i] = row.eventMicros();
            knowns[i] = row.knownMicros();
            earliest = Math.min(earliest, knowns[i]);
            froms[i] = earliest;
        }
        rows = read.stream().map(Optional::of).toList();
        event = events;
        known = knowns;
        knownFrom = froms;
        last = -1;
        day = asked;
        loaded = true;
    }
}
