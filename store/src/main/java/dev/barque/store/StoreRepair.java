package dev.barque.store;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.verify.Regeneration;
import dev.barque.store.internal.verify.Repairer;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Puts right what a verification found. It is the one writer of the home as long as it is open.
 *
 * <pre>{@code
 * VerifyReport found = StoreVerifier.of(home).verify();
 * try (StoreRepair repair = StoreRepair.builder(home).regenerator(fromBars).open(clock)) {
 *     RepairReport done = repair.repair(found);
 * }
 * }</pre>
 *
 * <p>Nothing that was damaged is ever deleted: it is moved to {@code HOME/quarantine/<time>-<id>/} with a {@code report.json}
 * (what, where, found, expected, sizes and SHA-256). What stays in its place makes reads of that partition an error
 * ({@code store.quarantined}), never an empty answer, until rows have taken its place or were given up ({@link #abandon}).
 * Not safe for use by several threads.
 */
public final class StoreRepair implements AutoCloseable {
    private final HomeLock lock;
    private final Repairer repairer;

    private StoreRepair(Builder from, Clock clock, HomeLock lock) {
        this.lock = lock;
        repairer = new Repairer(
                from.home,
                from.files,
                clock,
                new Regeneration(from.regenerator, from.fewerRows, from.executor, from.deadline));
    }

    /** Starts to open a home for repair. */
    public static Builder builder(Path home) {
        return new Builder(home);
    }

    /**
     * Moves a damaged partition or file of bars to quarantine, with all that lies beside it, and gives the name of its directory
     * below {@code quarantine}. Throws {@code store.not-in-home} for a finding about anything else and
     * {@code store.cannot-write}.
     */
    public String quarantine(VerifyFinding finding) {
        return repairer.quarantine(finding);
    }

    /**
     * Does what can be done about each finding: deletes what killed writers left, writes manifests of files that prove
     * themselves, moves what is damaged to quarantine and regenerates it. A partition whose regeneration has failed three times
     * is left alone. A failure with one finding does not keep it from the next.
     */
    public RepairReport repair(VerifyReport report) {
        return repairer.repair(report);
    }

    /**
     * Gives up the rows of a partition or the bars of a date whose file lies in quarantine: from here on it counts as empty and
     * can be written anew. The file itself stays in quarantine.
     */
    public void abandon(VerifyFinding finding) {
        repairer.abandon(finding);
    }

    /** Lets go of the home. */
    @Override
    public void close() {
        lock.close();
    }

    /** What to do when a partition that was made again has fewer rows than the manifest of the lost one says. */
    public enum FewerRows {
        /** Take it for a failure: something is missing that was there. */
        REFUSE,
        /** Take the rows: corrections, for example, cannot be computed again. */
        ACCEPT
    }

    /** How to open a home for repair. Not safe for use by several threads. */
    public static final class Builder {
        private final Path home;
        private FileAccess files = FileAccess.real();
        private @Nullable PartitionRegenerator regenerator;
        private FewerRows fewerRows = FewerRows.REFUSE;
        private @Nullable Executor executor;
        private Duration deadline = Duration.ZERO;

        private Builder(Path home) {
            this.home = home.toAbsolutePath().normalize();
        }

        /** Who computes lost rows again; without it, damaged partitions stay in quarantine. */
        public Builder regenerator(PartitionRegenerator computes) {
            regenerator = Objects.requireNonNull(computes, "computes");
            return this;
        }

        /** {@link FewerRows#REFUSE} unless it is said. */
        public Builder fewerRows(FewerRows rule) {
            fewerRows = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Runs the regenerator on a thread of this executor and gives it so long for each partition; then its thread is
         * interrupted and the partition stays in quarantine. Without it, it runs on the thread that repairs, as long as it
         * likes.
         */
        public Builder deadline(Executor ofRegenerator, Duration forEach) {
            if (forEach.isNegative() || forEach.isZero()) {
                throw new IllegalArgumentException("deadline must be positive but was " + forEach);
            }
            executor = Objects.requireNonNull(ofRegenerator, "ofRegenerator");
            deadline = forEach;
            return this;
        }

        /** How to touch the disk; {@link FileAccess#real()} when it is not said. */
        public Builder fileAccess(FileAccess access) {
            files = Objects.requireNonNull(access, "access");
            return this;
        }

        /**
         * Takes the home. The clock names quarantine directories and says when regenerated rows were ingested. Throws
         * {@code store.cannot-open} and {@code store.locked}.
         */
        public StoreRepair open(Clock clock) {
            if (!Files.isDirectory(home)) {
                throw StoreErrors.cannotOpen(home, Files.exists(home) ? "it is a file" : "it does not exist", null);
            }
            return new StoreRepair(this, clock, HomeLock.of(home));
        }
    }
}
