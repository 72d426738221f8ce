package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.log.Checkpoint;
import dev.barque.store.internal.log.LogRows;
import dev.barque.store.internal.log.RowColumns;
import dev.barque.store.internal.log.Written;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows are that are in the log and not sealed: 32 bytes of heap for each; the rows themselves stay in the log, but for
 * the latest few. Safe for use by several threads.
 */
public final class LiveRows {
    /** Every row of a partition. */
    static final Range ALL = new Range() {
        @Override
        public int first(LiveDay day) {
            return 0;
        }

        @Override
        public int end(LiveDay day) {
            return day.size();
        }
    };

    private static final int MOST_TRIES = 1000;
    /** What a thread reads before it asks for more. */
    private static final int ROWS_AT_ONCE = 1 << 16;

    private final StampedLock lock = new StampedLock();
    private final Map<FeatureSetId, Map<Symbol, LiveSeries>> sets = new HashMap<>();
    private final Map<FeatureSetId, FeatureSet> schemas = new HashMap<>();
    private final LogRows log;
    private final RecentRows recent = new RecentRows();
    private long removals;
    private long size;

    /** Reads rows from a log. */
    public LiveRows(LogRows log) {
        this.log = log;
    }

    /** Shows rows that were appended and committed, all at once. */
    public void add(List<FeatureRow> rows, Written written, long ingestedMicros) {
        long stamp = lock.writeLock();
        try {
            for (int i = 0; i < rows.size(); i++) {
                FeatureRow row = rows.get(i);
                long sequence = written.firstSequence() + i;
                put(row.set(), row.symbol(), row.eventMicros(), row.knownMicros(), sequence, written.location(i));
                recent.put(row, sequence, ingestedMicros);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Shows a row that was found in the log. */
    public void found(FeatureSet set, Symbol symbol, long event, long known, long sequence, long location) {
        long stamp = lock.writeLock();
        try {
            put(set, symbol, event, known, sequence, location);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void put(FeatureSet set, Symbol symbol, long event, long known, long sequence, long location) {
        Map<Symbol, LiveSeries> bySymbol = sets.get(set.id());
        if (bySymbol == null) {
            bySymbol = new HashMap<>();
            sets.put(set.id(), bySymbol);
            schemas.put(set.id(), set);
        }
        LiveSeries series = bySymbol.get(symbol);
        if (series == null) {
            series = new LiveSeries();
            bySymbol.put(symbol, series);
        }
        series.day(Math.floorDiv(event, UtcMicros.PER_DAY)).add(event, known, sequence, location);
        size++;
    }

    /** How many rows there are. */
    public long size() {
        long stamp = lock.readLock();
        try {
            return size;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** What a question is about: a partition. */
    record Place(FeatureSetId set, Symbol symbol, long epochDay) {}

    /** Answers from the rows of a partition; must not keep them. */
    @FunctionalInterface
    interface Question<T> {
        T of(LiveDay day);
    }

    /** Asks the rows of a partition, or says {@code none} when there are none. */
    <T> T ask(Place place, T none, Question<T> question) {
        long stamp = lock.readLock();
        try {
            LiveDay day = day(place);
            return day == null || day.size() == 0 ? none : question.of(day);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /**
     * The row that wins on the UTC date of an event time where the latest rows of the log alone tell it; null where more has to be
     * looked at: a file of the partition, several rows of the same times, a row that is not at hand, or none at all.
     */
    @Nullable
    FeatureRow latest(FeatureSetId set, Symbol symbol, long eventMicros, long knownMicros, long oldest) {
        long stamp = lock.readLock();
        try {
            Map<Symbol, LiveSeries> bySymbol = sets.get(set);
            LiveSeries series = bySymbol == null ? null : bySymbol.get(symbol);
            LiveDay day = series == null ? null : series.find(Math.floorDiv(eventMicros, UtcMicros.PER_DAY));
            if (day == null || !day.nothingSealed) {
                return null;
            }
            int winner = day.winner(eventMicros, knownMicros, oldest);
            return winner < 0 || day.firstOfSameTimes(winner) < winner ? null : recent.get(day.sequence(winner));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Rows of a partition, from {@code first} to before {@code end}, each as it is in the log; again if some were sealed. */
    List<FeatureRow> read(Place place, Range range) {
        for (int i = 0; i < MOST_TRIES; i++) {
            long[] locations = {};
            FeatureRow[] rows = {};
            long stamp = lock.readLock();
            try {
                LiveDay day = day(place);
                if (day == null) {
                    return List.of();
                }
                int first = range.first(day);
                int end = range.end(day);
                if (first >= end) {
                    return List.of();
                }
                locations = new long[end - first];
                rows = new FeatureRow[end - first];
                for (int at = first; at < end; at++) {
                    locations[at - first] = day.location(at);
                    rows[at - first] = recent.get(day.sequence(at));
                }
            } finally {
                lock.unlockRead(stamp);
            }
            try {
                return read(place.symbol(), locations, rows);
            } catch (LogRows.GoneException e) {
                // Then they are not among the rows of this partition any more: look again.
            }
        }
        throw new IllegalStateException("Rows of " + place + " are shown that the log has let go of");
    }

    /**
     * The locations of the rows of a partition up to a sequence, by event time, knowledge time and sequence. Only who removes rows
     * may ask: they have to stay.
     */
    long[] locations(Place place, long throughSequence) {
        long stamp = lock.readLock();
        try {
            LiveDay day = day(place);
            long[] found = new long[day == null ? 0 : day.size()];
            int size = 0;
            for (int i = 0; i < found.length && day != null; i++) {
                if (day.sequence(i) <= throughSequence) {
                    found[size++] = day.location(i);
                }
            }
            return Arrays.copyOf(found, size);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** How many rows of a partition there are up to a sequence. */
    int count(Place place, long throughSequence) {
        return ask(place, 0, day -> {
            int count = 0;
            for (int i = 0; i < day.size(); i++) {
                count += day.sequence(i) <= throughSequence ? 1 : 0;
            }
            return count;
        });
    }

    /** Reads rows by their locations into columns, from row {@code first} on. */
    void read(long[] locations, RowColumns to, int first, Crew crew) throws IOException {
        int part = crew.isAlone() ? Math.max(1, locations.length) : ROWS_AT_ONCE;
        List<Crew.Task> parts = new ArrayList<>();
        for (int from = 0; from < locations.length; from += part) {
            int begin = from;
            int end = Math.min(locations.length, begin + part);
            parts.add(() -> log.read(locations, begin, end, to, first));
        }
        crew.run(parts);
    }

    private List<FeatureRow> read(Symbol symbol, long[] locations, @Nullable FeatureRow[] rows) {
        FeatureRow first = rows[0];
        if (rows.length == 1) {
            return List.of(first != null ? first : log.read(locations[0], symbol));
        }
        List<FeatureRow> read = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            FeatureRow row = rows[i];
            read.add(row != null ? row : log.read(locations[i], symbol));
        }
        return read;
    }

    /** Which rows of a partition. */
    interface Range {
        int first(LiveDay day);

        int end(LiveDay day);
    }

    private @Nullable LiveDay day(Place place) {
        Map<Symbol, LiveSeries> bySymbol = sets.get(place.set());
        LiveSeries series = bySymbol == null ? null : bySymbol.get(place.symbol());
        return series == null ? null : series.find(place.epochDay());
    }

    /** Changes whenever rows went away. */
    long removals() {
        long stamp = lock.readLock();
        try {
            return removals;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Notes that no row of a partition is sealed, if no row went away since. */
    void nothingSealed(Place place, long removalsBefore) {
        long stamp = lock.writeLock();
        try {
            LiveDay day = day(place);
            if (day != null && removals == removalsBefore) {
                day.nothingSealed = true;
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** The partitions with rows about a day or earlier ones, the earliest day first, and how to read each. */
    Map<PartitionKey, FeatureSet> partitions(long lastEpochDay) {
        List<PartitionKey> keys = new ArrayList<>();
        Map<PartitionKey, FeatureSet> found = new java.util.LinkedHashMap<>();
        long stamp = lock.readLock();
        try {
            sets.forEach((set, symbols) -> symbols.forEach((symbol, series) -> series.forEach(day -> {
                if (day.epochDay <= lastEpochDay && day.size() > 0) {
                    keys.add(new PartitionKey(LocalDate.ofEpochDay(day.epochDay), symbol, set));
                }
            })));
            keys.sort(Comparator.comparing(PartitionKey::date)
                    .thenComparing(PartitionKey::symbol)
                    .thenComparing(PartitionKey::set));
            keys.forEach(key -> found.put(key, schemas.get(key.set())));
        } finally {
            lock.unlockRead(stamp);
        }
        return found;
    }

    /** Forgets the rows of a partition up to a sequence: they are sealed. */
    void remove(Place place, long throughSequence) {
        long stamp = lock.writeLock();
        try {
            LiveDay day = day(place);
            if (day != null) {
                size -= day.size();
                day.removeThrough(throughSequence);
                size += day.size();
                day.nothingSealed = false;
                removals++;
                tidy(place);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void tidy(Place place) {
        Map<Symbol, LiveSeries> bySymbol = sets.get(place.set());
        LiveSeries series = bySymbol == null ? null : bySymbol.get(place.symbol());
        if (bySymbol != null && series != null && series.isEmptyWithout(place.epochDay())) {
            bySymbol.remove(place.symbol());
        }
    }

    /** Forgets all rows that a checkpoint covers. */
    public void removeSealed(Checkpoint checkpoint) {
        for (PartitionKey key : partitions(Long.MAX_VALUE).keySet()) {
            remove(place(key), checkpoint.released());
        }
        for (Checkpoint.Sealed sealed : checkpoint.sealed()) {
            for (PartitionKey key : partitions(sealed.epochDay()).keySet()) {
                remove(place(key), sealed.through());
            }
        }
    }

    /** Forgets all rows. */
    public void clear() {
        long stamp = lock.writeLock();
        try {
            sets.clear();
            size = 0;
            removals++;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    static Place place(PartitionKey key) {
        return new Place(key.set(), key.symbol(), key.date().toEpochDay());
    }

    /** The days with rows of a symbol and version. */
    NavigableSet<LocalDate> dates(Symbol symbol, FeatureSetId set) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        long stamp = lock.readLock();
        try {
            Optional.ofNullable(sets.get(set))
                    .map(symbols -> symbols.get(symbol))
                    .ifPresent(series -> series.forEach(day -> {
                        if (day.size() > 0) {
                            dates.add(LocalDate.ofEpochDay(day.epochDay));
                        }
                    }));
        } finally {
            lock.unlockRead(stamp);
        }
        return dates;
    }

    /** Symbols with rows of a version, at most so many. */
    List<String> symbols(FeatureSetId set, int most) {
        long stamp = lock.readLock();
        try {
            return sets.getOrDefault(set, Map.of()).keySet().stream()
                    .limit(most)
                    .map(Symbol::value)
                    .toList();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Versions with rows. */
    List<String> versions() {
        long stamp = lock.readLock();
        try {
            return sets.entrySet().stream()
                    .filter(set -> !set.getValue().isEmpty())
                    .map(set -> set.getKey().value())
                    .toList();
        } finally {
            lock.unlockRead(stamp);
        }
    }
}
