package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.store.Durability;
import dev.barque.store.FileCondition;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.SettableClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store on a disk that fails, driven by a seed, with a ledger of what it promised. */
final class StoreOnBadDisk implements AutoCloseable {
    private final Path home;
    private final Durability durability;
    private final FaultyFileAccess disk;
    private final FileAccess seenByStore;
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger();
    private long sealAfterBytes = Long.MAX_VALUE;
    private Executor sealHelpers = Runnable::run;
    private int sealThreads = 1;
    private @Nullable ParquetFeatureStore store;
    private volatile @Nullable BarqueException refusal;

    StoreOnBadDisk(Path root, long seed) {
        this(root, seed, Durability.SYNC);
    }

    StoreOnBadDisk(Path root, long seed, Durability durability) {
        this(root, seed, durability, disk -> disk);
    }

    /** With something between the store and the disk. */
    StoreOnBadDisk(Path root, long seed, Durability durability, UnaryOperator<FileAccess> planted) {
        home = root.resolve("home");
        this.durability = durability;
        disk = FaultyFileAccess.at(root, seed);
        seenByStore = planted.apply(disk);
        random = new SplittableRandom(seed);
    }

    /** From the next opening on, appends seal by themselves after so many bytes. */
    StoreOnBadDisk sealAfter(long bytes) {
        sealAfterBytes = bytes;
        return this;
    }

    /** From the next opening on, seals are done by so many threads. */
    StoreOnBadDisk sealParallel(Executor executor, int threads) {
        sealHelpers = executor;
        sealThreads = threads;
        return this;
    }

    FaultyFileAccess disk() {
        return disk;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The last error of the store, which a test may want to look at. */
    @Nullable
    BarqueException refusal() {
        return refusal;
    }

    /** Some steps of a random life; errors of the store are taken as such. */
    void live(int steps) {
        for (int i = 0; i < steps && !disk.isStopped(); i++) {
            int dice = random.nextInt(20);
            if (dice < 10) {
                append(ledger.fresh(1));
            } else if (dice < 15) {
                append(ledger.fresh(random.nextInt(2, 9)));
            } else if (dice < 16) {
                append(List.of(ledger.used(random.nextLong(1 << 20))));
            } else if (dice < 17) {
                seal();
            } else if (dice < 18) {
                sealFirstDay();
            } else {
                reopen();
            }
        }
    }

    /** Several threads append for themselves at the same time, until they have done so many or the machine stops. */
    void liveTogether(int threads, int appends) throws Exception {
        ledger.expectNoOrder();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> work = Collections.nCopies(threads, () -> {
                for (int i = 0; i < appends && !disk.isStopped(); i++) {
                    append(ledger.fresh(1 + i % 3));
                }
                return true;
            });
            for (Future<Boolean> worker : workers.invokeAll(work)) {
                worker.get();
            }
        } finally {
            workers.shutdown();
        }
    }

    /** The same steps every time: every kind of work at least once. */
    void script() {
        append(ledger.fresh(1));
        append(ledger.fresh(4));
        seal();
        append(ledger.fresh(1));
        reopen();
        append(ledger.fresh(2));
        seal();
    }

    /** The same steps every time, in which seals have several partitions, some of them a second time. */
    void wideScript() {
        append(ledger.fresh(14));
        seal();
        append(ledger.fresh(9));
        sealFirstDay();
        append(ledger.fresh(2));
        seal();
    }

    /** Whether it was acknowledged. */
    boolean append(List<Long> batch) {
        List<FeatureRow> rows = batch.stream().map(NumberedRows::row).toList();
        ledger.intend(batch);
        boolean done = attempt(() -> open().append(rows));
        if (done) {
            ledger.acknowledge(batch);
        }
        return done;
    }

    /** Whether it was done: then all that was acknowledged is on the device in either durability. */
    boolean seal() {
        return safeIf(attempt(() -> open().seal()));
    }

    /** Whether the rows about the first day were sealed, if there were any: what is in the log stays there. */
    boolean sealFirstDay() {
        return attempt(() -> open().seal(NumberedRows.FIRST_DAY));
    }

    /** As {@link #seal}. */
    boolean reopen() {
        close();
        return safeIf(attempt(this::open));
    }

    /** The power goes and comes back; then everything is compared. */
    List<String> crash() {
        losePower();
        return compare();
    }

    /** The power goes and comes back, and nobody has looked at the store yet. */
    void losePower() {
        abandon();
        disk.crash();
        if (durability == Durability.OS) {
            ledger.doubtWhatIsNotSafe();
        }
    }

    /** The process dies; then everything is compared. */
    List<String> kill() {
        abandon();
        disk.kill();
        return compare();
    }

    /** What a new look at the store tells. */
    List<String> compare() {
        close();
        List<String> problems = new ArrayList<>();
        try {
            problems.addAll(ledger.compare(open()));
            ledger.safe();
            problems.addAll(verify());
        } catch (BarqueException e) {
            problems.add("it cannot be opened or read: " + e.getMessage());
        }
        return problems;
    }

    /** Without syncs the loss of power may leave rows of the log out of their order: then the log says that some are missing. */
    private List<String> verify() {
        return StoreVerifier.of(home).fileAccess(disk).verify().findings().stream()
                .filter(finding -> finding.condition() != FileCondition.ORPHAN_TEMPORARY)
                .filter(finding ->
                        durability == Durability.SYNC || !finding.where().startsWith("log"))
                .map(finding -> "verification finds: " + finding)
                .toList();
    }

    /** Whether every partition can be read in the store as it is open. */
    boolean readable() {
        return attempt(() -> Ledger.partitions(open()));
    }

    /** Somebody who only reads, through the same disk. */
    ParquetFeatureStore reader() {
        return builder().openReadOnly();
    }

    void assertIntact(String when) {
        assertThat(compare()).as(when).isEmpty();
    }

    private synchronized ParquetFeatureStore open() {
        if (store == null) {
            store = builder().open(SettableClock.at("2025-11-04T21:00:00Z"));
        }
        return store;
    }

    private ParquetFeatureStore.Builder builder() {
        return ParquetFeatureStore.builder(home)
                .set(NumberedRows.SET)
                .fileAccess(seenByStore)
                .durability(durability)
                .sealAfterBytes(sealAfterBytes)
                .sealParallel(sealHelpers, sealThreads)
                .cacheBytes(0);
    }

    private boolean safeIf(boolean done) {
        if (done) {
            ledger.safe();
        }
        return done;
    }

    private boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (BarqueException e) {
            refusal = e;
            return false;
        }
    }

    /** A process that died does not close; here the lock has to be given back all the same. */
    private void abandon() {
        disk.stop();
        close();
    }

    @Override
    public void close() {
        shut();
    }

    /** Closes the store, if it is open; the next call opens it again. */
    void shut() {
        ParquetFeatureStore open = store;
        store = null;
        if (open != null) {
            attempt(open::close);
        }
    }
}
