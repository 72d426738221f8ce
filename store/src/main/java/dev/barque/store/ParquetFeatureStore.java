package dev.barque.store;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.RowCursor;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.TableSelection;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.feature.AsOfReader;
import dev.barque.store.internal.feature.DayCursor;
import dev.barque.store.internal.feature.DayRows;
import dev.barque.store.internal.feature.Diagnosis;
import dev.barque.store.internal.feature.HiveNames;
import dev.barque.store.internal.feature.HomePartitions;
import dev.barque.store.internal.feature.SetRegistry;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.io.SwapJournal;
import dev.barque.store.internal.live.FollowedRows;
import dev.barque.store.internal.live.HomeRows;
import dev.barque.store.internal.live.HomeWriter;
import dev.barque.store.internal.live.LiveRows;
import dev.barque.store.internal.live.SealSchedule;
import dev.barque.store.internal.live.TableLoad;
import dev.barque.store.internal.log.LogFollower;
import dev.barque.store.internal.log.LogRows;
import dev.barque.store.internal.log.LogSets;
import dev.barque.store.internal.log.Recovery;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps feature rows in a home directory: first in a log, {@code HOME/log}, then in Parquet files that other tools read without
 * help, {@code HOME/data/date=YYYY-MM-DD/symbol=SYM/feature_set_id=ID/features.parquet}, where the date is the UTC date of the
 * event time. Columns: {@code event_time}, {@code known_at}, {@code ingested_at} (UTC microseconds), {@code sequence}, and the
 * features in nested groups. Names in directories are percent-encoded ASCII.
 *
 * <p><b>Reads.</b> The greatest event time wins, then the greatest knowledge time, then the greatest sequence number, within the
 * look-back of the set: the UTC date of the instant asked for, or a greatest age. Every byte of a file is checked against the
 * digest in the manifest beside it before anything of it is used. Damage is an error ({@code store.corrupt-file},
 * {@code store.incomplete-partition}), never an empty answer, and leaves other partitions alone. Decoded partitions are kept in
 * a bounded cache; what another process appends or publishes is seen by the next read.
 *
 * <p><b>Writes.</b> When {@link #append(List)} returns, the rows are as safe as {@link Builder#durability} says, and every read
 * sees them. A batch is there as a whole or not at all. Sequence numbers count the rows of a home from 1 in the order of writing;
 * of rows that are equal in all their content only the first is ever shown, and only it is kept when they are sealed.
 *
 * <p><b>Sealing.</b> {@link #seal()}, {@link Builder#sealAfterBytes} and {@link Builder#sealAfterSession} move rows from the log
 * to Parquet files, one partition at a time. A partition is replaced as a whole, and the new version is on the device before the old
 * one goes and before the log lets go of a row. Killed at any step, the next opening finds each row once.
 *
 * <p>One writer for a home, in whatever process; any number of readers beside it. Safe for use by several threads. A
 * thread that comes interrupted may append; an interrupt in the very middle of a write stops the log as a device error does
 * ({@code store.log-failed}), because the JDK closes the file under it. The files of the published system have other columns and are read by {@link PublishedFeatures}, not by this class.
 */
public final class ParquetFeatureStore implements FeatureStore {
    private static final long FIRST_MICROS = LocalDate.of(1, 1, 1).toEpochDay() * UtcMicros.PER_DAY;
    private static final long END_MICROS = LocalDate.of(10_000, 1, 1).toEpochDay() * UtcMicros.PER_DAY;
    /** A name of so many characters fits, whatever they are: at most 9 for each. */
    private static final int SHORT_NAME = 26;

    private final Path home;
    private final Map<FeatureSetId, FeatureSet> sets;
    private final @Nullable Clock clock;
    private final SetRegistry registry;
    private final Set<FeatureSetId> registered = ConcurrentHashMap.newKeySet();
    private final LogRows logRows;
    private final HomeRows rows;
    private final AsOfReader reader;
    private final Diagnosis diagnosis;
    private final @Nullable HomeWriter writer;
    private final @Nullable LogFollower follower;
    private final LiveRows live;
    private volatile boolean closed;

    private ParquetFeatureStore(Builder from, @Nullable HomeLock lock) {
        home = from.home;
        sets = Map.copyOf(from.sets);
        clock = from.clock;
        registry = new SetRegistry(from.files, home);
        sets.values().forEach(registry::check);
        LogSets logSets = new LogSets(sets.values());
        logRows = new LogRows(from.files, home, logSets);
        live = new LiveRows(logRows);
        HomePartitions partitions = new HomePartitions(from.files, home.resolve("data"), from.cacheBytes);
        if (lock == null) {
            writer = null;
            LogFollower following =
                    new LogFollower(from.files, Recovery.directory(home), logSets, logRows, new FollowedRows(live));
            following.catchUp();
            follower = following;
            rows = HomeRows.ofReader(live, partitions, following::catchUp);
        } else {
            follower = null;
            writer = HomeWriter.open(
                    from.files,
                    home,
                    lock,
                    logSets,
                    logRows,
                    live,
                    partitions,
                    from.durability,
                    new SealSchedule(from.sealAfterBytes, from.calendar),
                    from.sealListener,
                    from.sealCrew);
            rows = HomeRows.ofWriter(live, partitions);
        }
        reader = new AsOfReader(rows);
        diagnosis = new Diagnosis(rows);
    }

    /** Starts to open the store in a home directory, which is created when it is opened for writing and missing. */
    public static Builder builder(Path home) {
        return new Builder(home);
    }

    /**
     * The feature sets that rows of a home were written with, by id, so that a program can open sets that others wrote. How far back
     * reads may go is not recorded: each has this look-back. Empty for a home that is not there. Throws {@code store.corrupt-file} for
     * a record that is damaged.
     */
    public static List<FeatureSet> recordedSets(Path home, Lookback lookback) {
        SetRegistry registry = new SetRegistry(FileAccess.real(), home);
        return registry.ids().stream()
                .flatMap(id -> registry.recorded(id).stream())
                .map(set -> new FeatureSet(set.id(), set.schema(), lookback))
                .toList();
    }

    /** The home directory. */
    public Path home() {
        return home;
    }

    @Override
    public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        requireOpen();
        FeatureSet known = sets.get(set);
        if (known == null) {
            return Optional.empty();
        }
        FeatureRow latest = rows.latest(known, symbol, asOf);
        return latest != null ? Optional.of(latest) : reader.find(known, symbol, asOf);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The rows of a UTC date are read once, when the first question about it comes, and answer without the store until the date
     * changes. All of them are decoded then: damage to the date's file is found even where {@link #find} would answer from the log.
     */
    @Override
    public RowCursor cursor(FeatureSetId set, Symbol symbol) {
        requireOpen();
        FeatureSet known = sets.get(set);
        DayCursor cursor = known == null ? null : new DayCursor(rows, known, symbol);
        return (eventMicros, knownMicros) -> {
            requireOpen();
            return cursor == null ? Optional.empty() : cursor.find(eventMicros, knownMicros);
        };
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return set(set).map(known -> diagnosis.of(known, symbol, asOf))
                .orElseGet(() -> diagnosis.unknownSet(set, symbol, asOf));
    }

    /** A version as it was declared when opening; throws {@code store.unknown-feature-set} for any other. */
    public FeatureSet featureSet(FeatureSetId id) {
        return set(id).orElseThrow(() -> StoreErrors.unknownSet(id, home, sets.keySet()));
    }

    /** All rows about a UTC date, by event time, knowledge time and sequence; empty when there are none. */
    public List<FeatureRow> rows(FeatureSetId set, Symbol symbol, LocalDate date) {
        return set(set).flatMap(known -> rows.partition(date, symbol, known))
                .map(DayRows::rows)
                .orElse(List.of());
    }

    /** The UTC dates that have rows, ascending. */
    public List<LocalDate> dates(FeatureSetId set, Symbol symbol) {
        return set(set).map(known -> List.copyOf(rows.dates(symbol, known.id())))
                .orElse(List.of());
    }

    /**
     * Brings rows into memory, sealed or not, for joins and reads without number. The table never changes: it has every row
     * that was appended before this was called, and of those appended meanwhile some. Takes 8 bytes for each value and 8 to 24 for each row.
     *
     * <p>Errors: {@code store.unknown-feature-set}; {@code store.corrupt-file} and {@code store.incomplete-partition} for any
     * partition of the selection; IllegalArgumentException for a field that is not there or is a list.
     */
    public FeatureTable table(TableSelection selection) {
        FeatureSet known =
                set(selection.set()).orElseThrow(() -> StoreErrors.unknownSet(selection.set(), home, sets.keySet()));
        return new TableLoad(rows, known).load(selection);
    }

    /**
     * Whether a row that is equal in all its content is there already: what an append of it would come to. A row of a set that is
     * not declared is not there.
     */
    public boolean contains(FeatureRow row) {
        return set(row.set().id())
                .flatMap(known -> rows.partition(UtcMicros.utcDate(row.eventMicros()), row.symbol(), known))
                .map(day -> contains(day, row))
                .orElse(false);
    }

    /** The row that wins at its own times is the one in nearly all cases; others are looked at when it has just these times. */
    private static boolean contains(DayRows day, FeatureRow row) {
        Optional<FeatureRow> winner = day.winner(row.eventMicros(), row.knownMicros(), row.eventMicros());
        return winner.isPresent()
                && winner.get().knownMicros() == row.knownMicros()
                && (winner.get().sameContent(row) || day.rows().stream().anyMatch(row::sameContent));
    }

    /** What opening found in the log. */
    public OpenReport openReport() {
        return writer != null
                ? writer.report()
                : new OpenReport(
                        live.size(), 0, Objects.requireNonNull(follower).damages());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Errors: {@code store.read-only}, {@code store.unknown-feature-set}, {@code store.changed-schema},
     * {@code store.name-too-long}, {@code store.bad-date}, {@code store.bad-text}, {@code store.row-too-large},
     * {@code store.cannot-write} (a full device, for one: nothing was written, and the next append may succeed),
     * {@code store.lock-lost}, and {@code store.log-failed} after which the store must be opened again.
     */
    @Override
    public void append(List<FeatureRow> rows) {
        HomeWriter to = requireWritable();
        List<FeatureRow> batch = List.copyOf(rows);
        for (int i = 0; i < batch.size(); i++) {
            check(batch.get(i));
        }
        if (!batch.isEmpty()) {
            to.append(batch, UtcMicros.of(Objects.requireNonNull(clock).instant()));
        }
    }

    /**
     * Moves all rows of the log to Parquet files. Appends and reads go on meanwhile.
     *
     * <p>Errors: {@code store.corrupt-file}, {@code store.incomplete-partition} and {@code store.cannot-write}, with how many
     * partitions were sealed; the rows of the others stay in the log and can be read.
     */
    public SealReport seal() {
        return requireWritable().seal(Long.MAX_VALUE);
    }

    /** As {@link #seal()}, of rows about a UTC date or an earlier one: after the session's end, say, up to its date. */
    public SealReport seal(LocalDate upTo) {
        return requireWritable().seal(upTo.toEpochDay());
    }

    /**
     * As {@link #seal()}, of the rows about UTC dates of which no session of a calendar is still to end by the store's clock: for a
     * host that seals at the close. {@link Builder#sealAfterSession} does the same without being asked. Throws
     * {@code core.outside-calendar} when the calendar does not know the next session.
     */
    public SealReport sealEnded(TradingCalendar calendar) {
        return requireWritable()
                .seal(SealSchedule.lastEndedDay(
                        calendar, Objects.requireNonNull(clock).instant()));
    }

    /** Syncs what was appended, in either durability, and lets go of the home, so that another writer may open it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (writer != null) {
                writer.close();
            }
            if (follower != null) {
                follower.close();
            }
        } finally {
            logRows.close();
        }
    }

    private void check(FeatureRow row) {
        FeatureSetId id = row.set().id();
        FeatureSet declared = sets.get(id);
        if (declared == null) {
            throw StoreErrors.unknownSet(id, home, sets.keySet());
        }
        if (!declared.schema().equals(row.schema())) {
            throw StoreErrors.changedSchema(
                    id,
                    home,
                    "fingerprint " + declared.schema().fingerprint() + " there, "
                            + row.schema().fingerprint() + " in the row of " + row.symbol() + " about "
                            + row.eventTime());
        }
        if (row.eventMicros() < FIRST_MICROS || row.eventMicros() >= END_MICROS) {
            throw StoreErrors.badDate(row);
        }
        if (row.symbol().value().length() > SHORT_NAME) {
            HiveNames.of(row.symbol());
        }
        if (!registered.contains(id)) {
            registry.register(declared);
            registered.add(id);
        }
    }

    private HomeWriter requireWritable() {
        requireOpen();
        if (writer == null) {
            throw StoreErrors.readOnly(home);
        }
        return writer;
    }

    private Optional<FeatureSet> set(FeatureSetId id) {
        requireOpen();
        return Optional.ofNullable(sets.get(id));
    }

    private void requireOpen() {
        if (closed) {
            throw StoreErrors.closed(home);
        }
    }

    /** How to open a store. Not safe for use by several threads. */
    public static final class Builder {
        private final Path home;
        private final Map<FeatureSetId, FeatureSet> sets = new LinkedHashMap<>();
        private @Nullable Clock clock;
        private long cacheBytes = 64L << 20;
        private FileAccess files = FileAccess.real();
        private Durability durability = Durability.SYNC;
        private long sealAfterBytes = 64L << 20;
        private SealListener sealListener = (partitions, planned, rows) -> {};
        private Crew sealCrew = Crew.ALONE;
        private @Nullable TradingCalendar calendar;

        private Builder(Path home) {
            this.home = home.toAbsolutePath().normalize();
        }

        /** A feature set to keep; another set of the same id replaces it. */
        public Builder set(FeatureSet set) {
            sets.put(set.id(), set);
            return this;
        }

        /** Heap for decoded partitions, about; 64 MiB when it is not said, 0 for none. */
        public Builder cacheBytes(long cacheBytes) {
            if (cacheBytes < 0) {
                throw new IllegalArgumentException("cacheBytes must not be negative but was " + cacheBytes);
            }
            this.cacheBytes = cacheBytes;
            return this;
        }

        /** When a row is acknowledged; {@link Durability#SYNC} when it is not said. */
        public Builder durability(Durability durability) {
            this.durability = Objects.requireNonNull(durability, "durability");
            return this;
        }

        /**
         * Bytes by which the log may grow before an append seals it, in the thread that appends; 64 MiB when it is not said,
         * {@link Long#MAX_VALUE} for never. A seal that fails is logged and tried again after as many bytes more.
         */
        public Builder sealAfterBytes(long sealAfterBytes) {
            if (sealAfterBytes <= 0) {
                throw new IllegalArgumentException("sealAfterBytes must be positive but was " + sealAfterBytes);
            }
            this.sealAfterBytes = sealAfterBytes;
            return this;
        }

        /**
         * Lets the first append after the end of a session, by the store's clock, seal the rows about UTC dates of which no session
         * is still to end, in the thread that appends; never when it is not said. A seal that fails is logged and tried again after
         * the next session. Where the calendar knows no further session, that is logged once, and the size alone decides.
         */
        public Builder sealAfterSession(TradingCalendar calendar) {
            this.calendar = Objects.requireNonNull(calendar, "calendar");
            return this;
        }

        /** Hears how far each seal is; nobody when it is not said. */
        public Builder sealListener(SealListener sealListener) {
            this.sealListener = Objects.requireNonNull(sealListener, "sealListener");
            return this;
        }

        /**
         * Seals on so many threads: the one that seals, and those of an executor where it has any to spare; in the sealing thread
         * alone when it is not said. The files are the same, byte for byte. Partitions that get fewer than 65,536 rows are prepared
         * side by side, so that as many of them are in memory at once as there are threads; a larger one is in memory alone, its columns
         * packed by all threads, and takes at most the bytes of its file more than it takes one thread. While a file is forced to the
         * device others read it back and compare. Listeners are called by the sealing thread. The files of the log that a seal has let go of are
         * deleted by a helper that has time, perhaps after the seal has returned; the next seal and {@link #close} wait for that.
         *
         * @param helpers of the host; may be one that this very seal runs on
         * @param threads at least 1
         */
        public Builder sealParallel(Executor helpers, int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1 but was " + threads);
            }
            sealCrew = Crew.of(Objects.requireNonNull(helpers, "helpers"), threads);
            return this;
        }

        /** How to touch the disk; {@link FileAccess#real()} when it is not said. */
        public Builder fileAccess(FileAccess files) {
            this.files = Objects.requireNonNull(files, "files");
            return this;
        }

        /**
         * Opens for reading and writing. The clock says when rows were ingested, which no read depends on.
         *
         * <p>Throws {@code store.cannot-open} for a home that cannot be created or written, {@code store.locked} while another
         * writer has it, {@code store.changed-schema} and {@code store.reserved-name} for a set that cannot be kept.
         */
        public ParquetFeatureStore open(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            if (Files.exists(home) && !Files.isDirectory(home)) {
                throw StoreErrors.cannotOpen(home, "it is a file", null);
            }
            // Otherwise a home of no rows would come into being where the restored one is to go.
            new SwapJournal(files, home).finish();
            try {
                AtomicFile.createDirectories(files, home.resolve("data"));
            } catch (IOException e) {
                throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
            }
            HomeLock lock = HomeLock.of(home);
            try {
                return new ParquetFeatureStore(this, lock);
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        }

        /** Opens for reading: needs no lock, changes nothing. Throws {@code store.cannot-open} for a home that is not there. */
        public ParquetFeatureStore openReadOnly() {
            clock = null;
            new SwapJournal(files, home).requireNone();
            if (!Files.isDirectory(home)) {
                throw StoreErrors.cannotOpen(home, Files.exists(home) ? "it is a file" : "it does not exist", null);
            }
            return new ParquetFeatureStore(this, null);
        }
    }
}
