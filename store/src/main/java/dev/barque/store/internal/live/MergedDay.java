package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureRow;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.internal.feature.DayRows;
import dev.barque.store.internal.feature.Partition;
import dev.barque.store.internal.live.LiveRows.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows of one partition, in the log and in its Parquet file. Every question goes to the log first: rows leave it only when they
 * are in the file, so that none is missed, and those that are in both are equal in all their content and count once.
 */
final class MergedDay implements DayRows {
    private static final Comparator<FeatureRow> IN_ORDER = Comparator.comparingLong(FeatureRow::eventMicros)
            .thenComparingLong(FeatureRow::knownMicros)
            .thenComparingLong(FeatureRow::sequence);

    private final LiveRows live;
    private final Place place;
    private final Supplier<Optional<Partition>> sealed;

    MergedDay(LiveRows live, Place place, Supplier<Optional<Partition>> sealed) {
        this.live = live;
        this.place = place;
        this.sealed = sealed;
    }

    /** The rows with the times of the one that wins in the log. */
    private record Winners(long eventMicros, long knownMicros, long oldest) implements LiveRows.Range {
        @Override
        public int first(LiveDay day) {
            int winner = day.winner(eventMicros, knownMicros, oldest);
            return winner < 0 ? 0 : day.firstOfSameTimes(winner);
        }

        @Override
        public int end(LiveDay day) {
            return day.winner(eventMicros, knownMicros, oldest) + 1;
        }
    }

    @Override
    public Optional<FeatureRow> winner(long eventMicros, long knownMicros, long oldest) {
        List<FeatureRow> inLog = live.read(place, new Winners(eventMicros, knownMicros, oldest));
        Optional<Partition> file = sealed.get();
        if (file.isEmpty()) {
            return last(inLog);
        }
        Optional<FeatureRow> inFile = file.get().winner(eventMicros, knownMicros, oldest);
        if (inLog.isEmpty() || inFile.isEmpty()) {
            return inLog.isEmpty() ? inFile : last(inLog);
        }
        FeatureRow live = inLog.get(0);
        FeatureRow sealed = inFile.get();
        if (live.eventMicros() == sealed.eventMicros() && live.knownMicros() == sealed.knownMicros()) {
            List<FeatureRow> all = new ArrayList<>(file.get().sameTimes(live.eventMicros(), live.knownMicros()));
            all.addAll(inLog);
            all.sort(IN_ORDER);
            return last(all);
        }
        return IN_ORDER.compare(live, sealed) > 0 ? last(inLog) : inFile;
    }

    /** Of rows with the same times the last that is not equal to an earlier one. */
    private static Optional<FeatureRow> last(List<FeatureRow> rows) {
        for (int i = rows.size() - 1; i > 0; i--) {
            FeatureRow row = rows.get(i);
            if (rows.subList(0, i).stream().noneMatch(row::sameContent)) {
                return Optional.of(row);
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    @Override
    public boolean hasBetween(long oldest, long eventMicros) {
        return live.ask(place, false, day -> {
                    int i = day.firstAfter(eventMicros, Long.MAX_VALUE, Long.MAX_VALUE) - 1;
                    return i >= 0 && day.event(i) >= oldest;
                })
                || sealed.get()
                        .map(file -> file.hasBetween(oldest, eventMicros))
                        .orElse(false);
    }

    @Override
    public long knownFrom(long oldest, long eventMicros) {
        long inLog = live.ask(place, Long.MAX_VALUE, day -> {
            long earliest = Long.MAX_VALUE;
            int i = day.firstAfter(eventMicros, Long.MAX_VALUE, Long.MAX_VALUE) - 1;
            for (; i >= 0 && day.event(i) >= oldest; i--) {
                earliest = Math.min(earliest, day.known(i));
            }
            return earliest;
        });
        return Math.min(
                inLog,
                sealed.get().map(file -> file.knownFrom(oldest, eventMicros)).orElse(Long.MAX_VALUE));
    }

    @Override
    public long latestAtOrBefore(long eventMicros) {
        long inLog = live.ask(place, Long.MIN_VALUE, day -> {
            int i = day.firstAfter(eventMicros, Long.MAX_VALUE, Long.MAX_VALUE) - 1;
            return i < 0 ? Long.MIN_VALUE : day.event(i);
        });
        return Math.max(
                inLog,
                sealed.get().map(file -> file.latestAtOrBefore(eventMicros)).orElse(Long.MIN_VALUE));
    }

    @Override
    public long earliestAfter(long eventMicros) {
        long inLog = live.ask(place, Long.MAX_VALUE, day -> {
            int i = day.firstAfter(eventMicros, Long.MAX_VALUE, Long.MAX_VALUE);
            return i == day.size() ? Long.MAX_VALUE : day.event(i);
        });
        return Math.min(
                inLog, sealed.get().map(file -> file.earliestAfter(eventMicros)).orElse(Long.MAX_VALUE));
    }

    @Override
    public List<FeatureRow> rows() {
        List<FeatureRow> inLog = live.read(place, LiveRows.ALL);
        List<FeatureRow> all = new ArrayList<>(sealed.get().map(Partition::rows).orElse(List.of()));
        all.addAll(inLog);
        all.sort(Comparator.comparingLong(FeatureRow::sequence));
        Map<Long, List<FeatureRow>> byEvent = new HashMap<>();
        List<FeatureRow> once = new ArrayList<>(all.size());
        for (FeatureRow row : all) {
            List<FeatureRow> sameTime = byEvent.computeIfAbsent(row.eventMicros(), time -> new ArrayList<>(1));
            if (sameTime.stream().noneMatch(row::sameContent)) {
                sameTime.add(row);
                once.add(row);
            }
        }
        once.sort(IN_ORDER);
        return List.copyOf(once);
    }

    /** Adds all rows to a table, with the features that it holds, by their places in the schema. */
    void copyTo(FeatureTable.Rows to, int[] fields) {
        rows().forEach(row -> copy(row, to, fields));
    }

    private static void copy(FeatureRow row, FeatureTable.Rows to, int[] fields) {
        int at = to.add(row.eventMicros(), row.knownMicros());
        for (int column = 0; column < fields.length; column++) {
            int field = fields[column];
            if (row.isNull(field)) {
                continue;
            }
            switch (row.schema().field(field).type()) {
                case FLOAT64 -> to.float64(at, column, row.float64(field));
                case INT64 -> to.int64(at, column, row.int64(field));
                case BOOL -> to.bool(at, column, row.bool(field));
                case STRING -> to.string(at, column, row.string(field));
                case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST ->
                    throw new IllegalArgumentException("A table holds no lists");
            }
        }
    }
}
