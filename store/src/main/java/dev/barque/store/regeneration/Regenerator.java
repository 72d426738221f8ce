package dev.barque.store.regeneration;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.PartitionRegenerator;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Computes rows of past dates anew and puts them into a store, or compares them with what is there.
 *
 * <pre>{@code
 * FeatureHistory history = new FeatureHistory(pipeline, L1Files.ofHome(home).build());
 * RegenerationReport done = Regenerator.of(store, (set, symbol, date) -> history.rows(symbol, date))
 *         .job("2026-11-backfill")
 *         .parallel(executor, 4)
 *         .build(clock)
 *         .regenerate(dates, symbols, FeatureSetId.of("v1.0.0"));
 * }</pre>
 *
 * <p>Rows keep the times that their computation gives them. A row of the same event and knowledge time as one that is kept wins over
 * it from then on, also in reads as of earlier instants: regenerating rewrites what was known, and the report says where and by how
 * much. What was kept stays in the store. To keep both answers apart, regenerate under another version.
 *
 * <p>With a job, what is done is remembered in {@code HOME/regeneration}: a later call with the same id, after a kill too, skips the
 * partitions that are done, tries those that failed again, and reports on all of them. In a store of
 * {@link dev.barque.store.Durability#OS} a loss of power may take rows of partitions that a job counts as done. One call at a time
 * for a job; otherwise safe for use by several threads.
 */
public final class Regenerator {
    private static final Pattern JOB = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Builder settings;
    private final Clock clock;

    private Regenerator(Builder settings, Clock clock) {
        this.settings = new Builder(settings);
        this.clock = clock;
    }

    /**
     * Starts a regenerator of a store.
     *
     * @param computes gives the rows of a partition; with {@link Builder#parallel} it must be safe for use by several threads.
     *     What it throws keeps one partition from being done and is reported, unless the caller or the operator has to act first
     */
    public static Builder of(ParquetFeatureStore store, PartitionRegenerator computes) {
        return new Builder(store, computes);
    }

    /**
     * Goes through each symbol on each date, dates ascending. A partition that cannot be computed, read or compared is reported and
     * the others go on.
     *
     * @param dates UTC dates of event times
     * @param version a feature set that the store was opened for; {@code store.unknown-feature-set} otherwise
     */
    public RegenerationReport regenerate(
            Collection<LocalDate> dates, Collection<Symbol> symbols, FeatureSetId version) {
        FeatureSet set = settings.store.featureSet(version);
        List<SymbolDate> partitions = new ArrayList<>();
        for (LocalDate date : new TreeSet<>(dates)) {
            for (Symbol symbol : new TreeSet<>(symbols)) {
                partitions.add(new SymbolDate(date, symbol));
            }
        }
        String id = settings.job;
        JobFiles job = id == null
                ? null
                : JobFiles.open(settings.files, settings.store.home(), id, set, settings.mode, clock.instant());
        return new Run(settings.store, settings.computes, settings.mode, settings.listener, clock, set, partitions, job)
                .run(settings.executor, settings.threads);
    }

    /** How to regenerate. Not safe for use by several threads. */
    public static final class Builder {
        private final ParquetFeatureStore store;
        private final PartitionRegenerator computes;
        private RegenerationMode mode = RegenerationMode.ALL;
        private RegenerationListener listener = progress -> {};
        private FileAccess files = FileAccess.real();
        private Executor executor = helper -> {};
        private int threads = 1;
        private @Nullable String job;

        private Builder(ParquetFeatureStore store, PartitionRegenerator computes) {
            this.store = Objects.requireNonNull(store, "store");
            this.computes = Objects.requireNonNull(computes, "computes");
        }

        private Builder(Builder other) {
            this(other.store, other.computes);
            mode = other.mode;
            listener = other.listener;
            files = other.files;
            executor = other.executor;
            threads = other.threads;
            job = other.job;
        }

        /** {@link RegenerationMode#ALL} when it is not said. */
        public Builder mode(RegenerationMode wanted) {
            mode = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Remembers under this name what is done; nothing is remembered when it is not said. 1 to 64 lower-case letters, digits,
         * dots, dashes and underscores, beginning with a letter or digit; {@code store.bad-job-id} otherwise.
         */
        public Builder job(String id) {
            if (!JOB.matcher(id).matches()) {
                throw StoreErrors.badJobId(id);
            }
            job = id;
            return this;
        }

        /**
         * Works on so many threads: the calling one, and those of an executor where it has any to spare. In the calling thread alone
         * when it is not said.
         */
        public Builder parallel(Executor helpers, int wanted) {
            if (wanted < 1) {
                throw new IllegalArgumentException("wanted must be at least 1 but was " + wanted);
            }
            executor = Objects.requireNonNull(helpers, "helpers");
            threads = wanted;
            return this;
        }

        /** Hears how far it is; nobody when it is not said. */
        public Builder listener(RegenerationListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /** How to touch the disk for what a job remembers; {@link FileAccess#real()} when it is not said. */
        public Builder fileAccess(FileAccess access) {
            files = Objects.requireNonNull(access, "access");
            return this;
        }

        /** The regenerator. The clock tells the pace and when a job began; no row depends on it. */
        public Regenerator build(Clock clock) {
            return new Regenerator(this, Objects.requireNonNull(clock, "clock"));
        }
    }
}
