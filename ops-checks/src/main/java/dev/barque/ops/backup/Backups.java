package dev.barque.ops.backup;

import dev.barque.core.error.BarqueException;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The backups in one target: makes, checks, restores and prunes them.
 *
 * <pre>{@code
 * Backups backups = Backups.in(DirectoryTarget.at(Path.of("/mnt/other/barque"))).clock(clock).build();
 * backups.create(home, BackupKind.INCREMENTAL);
 * DrillReport drill = backups.drill(backups.latest(), scratch);
 * BackupRetention retention = BackupRetention.standard();
 * backups.prune(retention, backups.plan(retention));
 * }</pre>
 *
 * <p>A backup is the state of a home at one moment ({@link dev.barque.store.HomeSnapshot}); appends and seals go on meanwhile. It has
 * three objects: an archive (tar and zstd), a manifest with the SHA-256 of every file, and a description, which is put last. An
 * incremental one names for each file the backup whose archive holds it, so that a restore never replays a chain.
 *
 * <p>Only putting and deleting claim the target; of two at the same time the second is refused ({@code backup.cannot-put}).
 * Immutable and safe to share. Errors have codes that begin with {@code backup.} or, from the home, {@code store.}.
 */
public final class Backups {
    private final BackupTarget target;
    private final Clock clock;
    private final FileAccess files;
    private final @Nullable BackupKey key;
    private final int threads;
    private final BackupListener listener;

    private Backups(Builder from) {
        target = from.target;
        clock = Objects.requireNonNull(from.clock, "clock");
        files = from.files;
        key = from.key;
        threads = from.threads;
        listener = from.listener;
    }

    /** Starts to say how backups in a target are made and read. */
    public static Builder in(BackupTarget target) {
        return new Builder(target);
    }

    /** All backups, in the order of their making; one with a damaged description is not among them, see {@link #damaged}. */
    public List<Backup> list() {
        return Catalog.of(target).backups();
    }

    /** The ids of backups whose descriptions are not as they were put, sorted: they cannot be restored. */
    public List<String> damaged() {
        return Catalog.of(target).damaged().keySet().stream().sorted().toList();
    }

    /** A backup by its id; throws {@code backup.no-such-backup}, {@code backup.damaged}. */
    public Backup get(String id) {
        return Catalog.of(target).get(id);
    }

    /** The backup that was made last; throws {@code backup.no-such-backup} when there is none. */
    public Backup latest() {
        List<Backup> all = list();
        if (all.isEmpty()) {
            throw BackupErrors.none(target, "at all", all);
        }
        return all.get(all.size() - 1);
    }

    /** The last backup of a state at an instant or before it; throws {@code backup.no-such-backup} when there is none. */
    public Backup asOf(Instant instant) {
        List<Backup> all = list();
        return all.stream()
                .filter(backup -> !backup.created().isAfter(instant))
                .max(Comparator.comparing(Backup::created).thenComparing(Backup::number))
                .orElseThrow(() -> BackupErrors.noneUntil(target, instant, all));
    }

    /**
     * Makes a backup of a home. An incremental one is made after the last backup that is whole at a glance and has the same key; where
     * there is none it becomes a full one, as its kind says.
     *
     * <p>Throws {@code backup.inside-home}, {@code backup.bad-name}, {@code backup.cannot-put}, {@code backup.damaged} for a manifest
     * of the one before, and what {@link dev.barque.store.HomeSnapshot#of(Path)} throws.
     */
    public Backup create(Path home, BackupKind kind) {
        Path absolute = requireOutside(home);
        return claimed("backing up " + absolute, () -> {
            Catalog catalog = swept();
            Backup before = kind == BackupKind.FULL ? null : parent(catalog);
            return new Creation(target, files, key, threads, listener).make(absolute, clock, catalog, before);
        });
    }

    private Path requireOutside(Path home) {
        Path absolute = home.toAbsolutePath().normalize();
        if (target instanceof DirectoryTarget directory && directory.directory().startsWith(absolute)) {
            throw BackupErrors.insideHome(target, absolute);
        }
        return absolute;
    }

    private @Nullable Backup parent(Catalog catalog) {
        String own = key == null ? "" : key.id();
        for (int i = catalog.backups().size() - 1; i >= 0; i--) {
            Backup backup = catalog.backups().get(i);
            if (catalog.isThere(backup) && backup.keyId().equals(own)) {
                return backup;
            }
        }
        return null;
    }

    /**
     * Reads every byte of a backup and of all that it needs, and says what is wrong. Throws {@code backup.needs-key},
     * {@code backup.wrong-key} and {@code backup.cannot-read}: then nothing is known.
     */
    public BackupCheck verify(Backup backup) {
        long bytes = 0;
        try {
            Chain chain = Chain.of(Catalog.of(target), backup, key);
            bytes = chain.bytes();
            chain.read(
                    target, key, entry -> null, new Progress(listener, BackupListener.Step.VERIFYING, chain.bytes()));
        } catch (BarqueException e) {
            if (!isFault(e)) {
                throw e;
            }
            return new BackupCheck(backup.id(), backup.files(), bytes, List.of(String.valueOf(e.getMessage())));
        }
        return new BackupCheck(backup.id(), backup.files(), bytes, List.of());
    }

    private static boolean isFault(BarqueException e) {
        return switch (e.code()) {
            case "backup.damaged", "backup.hostile", "backup.missing-parent" -> true;
            default -> false;
        };
    }

    /**
     * Restores a backup. Its archives are read to their ends before the first byte is written; then all files are written beside the
     * home, synced, read back and put in place, and only then is the old home moved aside. Killed at any step, the old home is there,
     * or the restored one after the next opening for writing or the next restore.
     *
     * <p>Throws {@code backup.home-exists}, {@code backup.inside-home}, {@code backup.damaged}, {@code backup.hostile}, {@code backup.missing-parent},
     * {@code backup.needs-key}, {@code backup.wrong-key}, {@code backup.too-large}, {@code backup.cannot-restore},
     * {@code store.locked} while a writer has the home.
     */
    public RestoreReport restore(Backup backup, Path home, RestoreMode mode) {
        return new Restoration(target, files, key, listener, requireOutside(home))
                .restore(Catalog.of(target), backup, mode);
    }

    /**
     * Restores a backup to a new directory in {@code scratch}, opens it, reads every row and bar in it, takes it away, and keeps the
     * report beside the backup ({@link #drills()}). What goes wrong is in the report; it throws where the key is missing, or where
     * the target or the scratch cannot be used.
     */
    public DrillReport drill(Backup backup, Path scratch) {
        Path home = scratch.toAbsolutePath().normalize().resolve("drill-" + backup.id());
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DrillReport report;
        try {
            Restoration.remove(files, home);
            try {
                restore(backup, home, RestoreMode.NEW_PLACE);
                report = Drill.read(files, home, backup, at);
            } catch (BarqueException e) {
                if (!isFault(e)) {
                    throw e;
                }
                report = new DrillReport(backup.id(), at, 0, 0, 0, 0, 0, List.of(String.valueOf(e.getMessage())));
            } finally {
                Restoration.remove(files, home);
                Restoration.remove(files, home.resolveSibling("." + home.getFileName() + ".restoring"));
            }
        } catch (IOException e) {
            throw BackupErrors.cannotRestore(home, e);
        }
        DrillReport done = report;
        return claimed("keeping the report of a drill", () -> {
            target.put(Drill.name(done), out -> out.write(Drill.write(done)));
            return done;
        });
    }

    /** What drills of the backups that are there came to, the oldest first; a report that cannot be read is left out. */
    public List<DrillReport> drills() {
        List<DrillReport> reports = new ArrayList<>();
        for (String name : Catalog.of(target).names()) {
            if (Drill.isName(name)) {
                try (InputStream in = target.get(name)) {
                    reports.add(Drill.parse(in.readAllBytes()));
                } catch (BackupDamage e) {
                    // It proves nothing: as if there had been no drill.
                } catch (IOException e) {
                    throw BackupErrors.cannotRead(target, name, e);
                }
            }
        }
        reports.sort(Comparator.comparing(DrillReport::at));
        return reports;
    }

    /** The last drill that was passed; empty when there is none. */
    public Optional<DrillReport> lastPassedDrill() {
        return drills().stream().filter(DrillReport::isPassed).reduce((earlier, later) -> later);
    }

    /** Which backups would go now, and which would stay, and why. Changes nothing. */
    public PrunePlan plan(BackupRetention retention) {
        return retention.plan(Catalog.of(target), clock.instant());
    }

    /**
     * Plans anew and deletes what goes, as far as it was in the given plan too; of a backup its description first, so that one that
     * is deleted in part is none. Returns what was done.
     */
    public PrunePlan prune(BackupRetention retention, PrunePlan agreed) {
        return claimed("pruning", () -> {
            PrunePlan now = plan(retention);
            List<PrunePlan.Item> go = now.go().stream()
                    .filter(item -> agreed.go().stream()
                            .anyMatch(other -> other.backup().equals(item.backup())))
                    .toList();
            // The newest first: at no moment is there one whose parent is gone.
            for (int i = go.size() - 1; i >= 0; i--) {
                target.delete(Descriptions.name(go.get(i).backup().id()));
            }
            List<String> leftovers = Catalog.of(target).leftovers();
            for (String name : leftovers) {
                target.delete(name);
            }
            return new PrunePlan(now.stay(), go, now.leftovers());
        });
    }

    /** The target without what was never finished. */
    private Catalog swept() throws IOException {
        Catalog catalog = Catalog.of(target);
        for (String name : catalog.leftovers()) {
            target.delete(name);
        }
        return catalog;
    }

    private interface Doing<T> {
        T run() throws IOException;
    }

    private <T> T claimed(String doing, Doing<T> what) {
        try (BackupTarget.Claim claim = target.claim()) {
            Objects.requireNonNull(claim, "a claim");
            return what.run();
        } catch (BackupDamage e) {
            throw BackupErrors.damaged(target, "the backup before", e);
        } catch (IOException e) {
            throw BackupErrors.cannotPut(target, doing, e);
        }
    }

    /** How backups are made and read. Not safe for use by several threads. */
    public static final class Builder {
        private final BackupTarget target;
        private @Nullable Clock clock;
        private FileAccess files = FileAccess.real();
        private @Nullable BackupKey key;
        private int threads = 1;
        private BackupListener listener = (step, bytes, of) -> {};

        private Builder(BackupTarget target) {
            this.target = Objects.requireNonNull(target, "target");
        }

        /** Says when a backup is made and which are old; has to be given. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Encrypts new backups, and reads those that were encrypted with it; none when it is not said. */
        public Builder key(BackupKey key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /**
         * How many threads zstd may start for itself, outside Java, while it packs; 1 when it is not said, at most 64. With none the
         * calling thread packs and digests in turn, which is about as slow as both together.
         */
        public Builder compressionThreads(int threads) {
            if (threads < 0 || threads > 64) {
                throw new IllegalArgumentException("compressionThreads must be 0 to 64 but was " + threads);
            }
            this.threads = threads;
            return this;
        }

        /** Hears how far long work is; nobody when it is not said. */
        public Builder listener(BackupListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** How to touch the disk of homes; {@link FileAccess#real()} when it is not said. */
        public Builder fileAccess(FileAccess files) {
            this.files = Objects.requireNonNull(files, "files");
            return this;
        }

        /** The backups; IllegalStateException without a clock. */
        public Backups build() {
            if (clock == null) {
                throw new IllegalStateException("Backups need a clock: call clock(...) before build()");
            }
            return new Backups(this);
        }
    }
}
