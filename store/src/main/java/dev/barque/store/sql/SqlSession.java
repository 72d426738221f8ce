package dev.barque.store.sql;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.VerifyListener;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.sql.SessionSettings;
import dev.barque.store.internal.sql.SqlDatabase;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a home in SQL, by DuckDB.
 *
 * <pre>{@code
 * try (SqlSession sql = SqlSession.builder(home).set(profile.featureSet()).open();
 *         SqlResult rows = sql.query("SELECT symbol, event_time, hedge FROM features_v1_0_0_as_of(?)", instant)) {
 *     while (rows.next()) {
 *         System.out.println(rows.values());
 *     }
 * }
 * }</pre>
 *
 * <p><b>Views.</b>
 * <ul>
 *   <li>{@code bars}: the latest values; {@code t_event} is when the bar was complete, {@code known_at} from when the values were
 *       known. {@code bars_superseded} has the values that were corrected, and {@code bars_as_of(k)} those that were known at k.
 *   <li>{@code features_VERSION}: all rows of a version, {@code symbol, date, event_time, known_at, ingested_at, sequence} and the
 *       features, nested as in the files. VERSION is the version in lower case with an underscore for each dot and dash:
 *       {@code features_v0_1_0}. Versions of a home that would get the same name all get an underscore and the first eight digits of
 *       their SHA-256 behind it. {@code feature_sets} lists the names.
 *   <li>{@code features_VERSION_as_of(t, k)}: of each symbol the row that wins as of t with what was known at k, as
 *       {@code ParquetFeatureStore.find} gives it: the greatest event time, then knowledge time, then sequence, within the look-back.
 *       {@code features_VERSION_as_of(t)} is the same with k = t.
 *   <li>{@code features_VERSION_join('spine')}: each row of a table or common table expression that has the columns
 *       {@code symbol, t, k}, beside the row that wins for it, or nulls.
 *   <li>{@code decisions}: the decision log, one row for each decision; {@code json} has all of it.
 * </ul>
 *
 * <p><b>One state of the home.</b> A session shows the home as it was when the session was opened or refreshed, rows of the log
 * included, each row once. When a file that it shows was replaced since, statements are refused ({@code store.sql-outdated}) until
 * {@link #refresh()}; answers never mix two states. Rows that are written while it opens may be in it or not.
 *
 * <p><b>Nothing is missing without a word.</b> Only files whose every byte is what was written are shown to DuckDB. A part that is
 * damaged, in quarantine or of another system makes opening fail ({@code store.sql-incomplete}), unless
 * {@link Builder#leavingOutDamaged()} was said; then it is in {@link SqlReport#leftOut()}.
 *
 * <p><b>Nothing is changed.</b> One statement at a time, and only such that read: others are refused ({@code store.sql-refused}).
 * DuckDB may open those files and no other, installs and loads no extension, writes no temporary files, and no statement can change
 * that. What does not fit into its memory is an error ({@code store.sql-memory}). Opening reads every file of the dates shown once.
 */
public final class SqlSession implements AutoCloseable {
    private final SessionSettings settings;
    private SqlDatabase database;

    private SqlSession(SessionSettings settings) {
        this.settings = settings;
        database = SqlDatabase.open(settings);
    }

    /** Starts to open a session over a home. */
    public static Builder builder(Path home) {
        return new Builder(home);
    }

    /**
     * Runs a statement that reads. Parameters stand for question marks in their order: numbers, texts, truth values, dates and times of
     * java.time ({@link java.time.Instant} too), symbols, versions.
     *
     * <p>Errors: {@code store.sql-failed} with what DuckDB says, {@code store.sql-refused}, {@code store.sql-outdated},
     * {@code store.sql-memory}, {@code store.closed}.
     */
    public SqlResult query(String sql, @Nullable Object... parameters) {
        return new SqlResult(current().query(sql, Arrays.asList(parameters)));
    }

    /** What is shown. */
    public SqlReport report() {
        SqlDatabase of = current();
        return new SqlReport(of.views(), of.files(), of.unsealedRows(), of.decisions(), of.spoiltLines(), of.leftOut());
    }

    /** Shows the home as it is now; the session is as it was when that fails. Results that are open stay as they are. */
    public synchronized void refresh() {
        SqlDatabase old = database;
        old.requireOpen();
        database = SqlDatabase.open(settings);
        old.close();
    }

    @Override
    public synchronized void close() {
        database.close();
    }

    private synchronized SqlDatabase current() {
        return database;
    }

    /** How to open a session. Not safe for use by several threads. */
    public static final class Builder {
        private final Path home;
        private final Map<FeatureSetId, FeatureSet> sets = new LinkedHashMap<>();
        private FileAccess files = FileAccess.real();
        private LocalDate first = LocalDate.MIN;
        private LocalDate last = LocalDate.MAX;
        private long memoryBytes = 512L << 20;
        private int threads = 1;
        private boolean leavesOutDamaged;
        private VerifyListener listener = (where, condition, done) -> {};

        private Builder(Path home) {
            this.home = home.toAbsolutePath().normalize();
        }

        /**
         * A feature set with its look-back. Sets that the home has and nobody declares are shown too; how far back reads of them may go
         * is not recorded, and taken as the same date.
         */
        public Builder set(FeatureSet set) {
            sets.put(set.id(), set);
            return this;
        }

        /** Shows UTC dates from {@code first} to {@code last} only, which opens faster; all when it is not said. */
        public Builder dates(LocalDate from, LocalDate to) {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("The last date " + to + " is before the first, " + from);
            }
            first = from;
            last = to;
            return this;
        }

        /** Bytes of memory that DuckDB may take, outside of the heap; 512 MiB when it is not said, at least 16 MiB. */
        public Builder memoryBytes(long bytes) {
            if (bytes < 16L << 20) {
                throw new IllegalArgumentException("memoryBytes must be at least 16777216 but was " + bytes);
            }
            memoryBytes = bytes;
            return this;
        }

        /** Threads with which DuckDB works, the caller's among them; 1 when it is not said. */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads must be at least 1 but was " + count);
            }
            threads = count;
            return this;
        }

        /** Leaves out what cannot be read and reports it, instead of refusing to open. */
        public Builder leavingOutDamaged() {
            leavesOutDamaged = true;
            return this;
        }

        /** Hears of each part that was looked at while opening; nobody when it is not said. */
        public Builder listener(VerifyListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /** How to touch the disk when checking; DuckDB has a way of its own. {@link FileAccess#real()} when it is not said. */
        public Builder fileAccess(FileAccess access) {
            files = Objects.requireNonNull(access, "access");
            return this;
        }

        /**
         * Opens a session; needs no lock and changes nothing.
         *
         * <p>Errors: {@code store.no-duckdb}, {@code store.cannot-open} for a home that is not there, {@code store.changed-schema} for
         * a set that the home has with another schema, {@code store.sql-incomplete}, {@code store.sql-cannot-open}.
         */
        public SqlSession open() {
            try {
                Class.forName("org.duckdb.DuckDBDriver", false, SqlSession.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw StoreErrors.noDuckDb();
            }
            if (!Files.isDirectory(home)) {
                throw StoreErrors.cannotOpen(home, Files.exists(home) ? "it is a file" : "it does not exist", null);
            }
            return new SqlSession(new SessionSettings(
                    home,
                    files,
                    List.copyOf(sets.values()),
                    first,
                    last,
                    memoryBytes,
                    threads,
                    leavesOutDamaged,
                    listener));
        }
    }
}
