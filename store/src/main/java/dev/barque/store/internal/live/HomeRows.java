package dev.barque.store.internal.live;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.feature.AsOfReader;
import dev.barque.store.internal.feature.DayRows;
import dev.barque.store.internal.feature.HomePartitions;
import dev.barque.store.internal.feature.Partition;
import dev.barque.store.internal.feature.PartitionSource;
import dev.barque.store.internal.live.LiveRows.Place;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All rows of a home, in its log and in its Parquet files. Safe for use by several threads. */
public final class HomeRows implements PartitionSource {
    private static final int MOST_SYMBOLS = 20_000;

    private final LiveRows live;
    private final HomePartitions sealed;
    private final Runnable catchUp;
    private final boolean onlyWriter;

    /**
     * Reads both.
     *
     * @param catchUp brings {@code live} up to what another process has appended
     * @param onlyWriter whether nobody else seals, so that it is known which partitions have no file
     */
    private HomeRows(LiveRows live, HomePartitions sealed, Runnable catchUp, boolean onlyWriter) {
        this.live = live;
        this.sealed = sealed;
        this.catchUp = catchUp;
        this.onlyWriter = onlyWriter;
    }

    /** What the one writer of a home reads. */
    public static HomeRows ofWriter(LiveRows live, HomePartitions sealed) {
        return new HomeRows(live, sealed, () -> {}, true);
    }

    /** What a reader beside the writer reads. */
    public static HomeRows ofReader(LiveRows live, HomePartitions sealed, Runnable catchUp) {
        return new HomeRows(live, sealed, catchUp, false);
    }

    @Override
    public Optional<DayRows> partition(LocalDate date, Symbol symbol, FeatureSet set) {
        catchUp.run();
        Place place = new Place(set.id(), symbol, date.toEpochDay());
        return Optional.of(new MergedDay(live, place, () -> file(place, date, set)));
    }

    /**
     * The answer to a question where the log's latest rows of the date alone tell it, which is what live asks on each bar; null when
     * more has to be looked at. A row about an earlier date cannot win over one about this date.
     */
    public @Nullable FeatureRow latest(FeatureSet set, Symbol symbol, AsOf asOf) {
        if (!onlyWriter) {
            return null;
        }
        long event = AsOfReader.saturatedMicros(asOf.eventTime());
        long known = AsOfReader.saturatedMicros(asOf.knownAt());
        return live.latest(set.id(), symbol, event, known, AsOfReader.oldest(set.lookback(), event));
    }

    private Optional<Partition> file(Place place, LocalDate date, FeatureSet set) {
        if (!onlyWriter) {
            return sealed.partition(date, place.symbol(), set);
        }
        if (live.ask(place, false, day -> day.nothingSealed)) {
            return Optional.empty();
        }
        long removals = live.removals();
        Optional<Partition> file = sealed.partition(date, place.symbol(), set);
        if (file.isEmpty()) {
            live.nothingSealed(place, removals);
        }
        return file;
    }

    /**
     * The rows of a partition, to be added to a table with the features that it holds, by their places in the schema. Of a partition
     * that is sealed only those are decoded, and now.
     */
    public Optional<PartitionCopy> copy(LocalDate date, Symbol symbol, FeatureSet set, int[] fields) {
        catchUp.run();
        Place place = new Place(set.id(), symbol, date.toEpochDay());
        // Rows that are sealed meanwhile are in the file before they leave the log.
        if (live.ask(place, false, day -> true)) {
            MergedDay day = new MergedDay(live, place, () -> file(place, date, set));
            return Optional.of(new PartitionCopy(0, to -> day.copyTo(to, fields)));
        }
        return sealed.read(date, symbol, set, fields)
                .map(file -> new PartitionCopy(file.size(), to -> file.copyTo(to, fields)));
    }

    /** Dates between two with rows of any symbol, or with such a directory: where it is worth looking. */
    public NavigableSet<LocalDate> dates(
            Collection<Symbol> symbols, FeatureSetId set, LocalDate first, LocalDate last) {
        catchUp.run();
        NavigableSet<LocalDate> dates = new TreeSet<>(sealed.dates());
        symbols.forEach(symbol -> dates.addAll(live.dates(symbol, set)));
        return dates.subSet(first, true, last, true);
    }

    @Override
    public LocalDate dateOf(long micros) {
        return sealed.dateOf(micros);
    }

    @Override
    public int slackDays() {
        return sealed.slackDays();
    }

    @Override
    public NavigableSet<LocalDate> dates(Symbol symbol, FeatureSetId set) {
        catchUp.run();
        NavigableSet<LocalDate> dates = live.dates(symbol, set);
        dates.addAll(sealed.dates(symbol, set));
        return dates;
    }

    @Override
    public List<String> symbols(FeatureSetId set) {
        catchUp.run();
        return union(live.symbols(set, MOST_SYMBOLS), sealed.symbols(set));
    }

    @Override
    public List<String> versions() {
        catchUp.run();
        return union(live.versions(), sealed.versions());
    }

    private static List<String> union(Collection<String> some, Collection<String> more) {
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
