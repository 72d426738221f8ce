package dev.barque.store.internal.live;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.store.Durability;
import dev.barque.store.OpenReport;
import dev.barque.store.SealListener;
import dev.barque.store.SealReport;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.feature.HomePartitions;
import dev.barque.store.internal.feature.PartitionWriter;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.log.Checkpoint;
import dev.barque.store.internal.log.GroupCommit;
import dev.barque.store.internal.log.LogRows;
import dev.barque.store.internal.log.LogSets;
import dev.barque.store.internal.log.LogWriter;
import dev.barque.store.internal.log.Recovery;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one writer of a home: rows go to the log, are shown, and are sealed. Safe for use by several threads. */
public final class HomeWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeWriter.class);
    private static final long SEGMENT_BYTES = 64L << 20;
    /** How long the identity of the lock file may go unlooked at. */
    private static final long LOCK_CHECK_NANOS = 100_000_000;
    /** How long its time of change may: nobody can put another in its place and open the home in less. */
    private static final long LOCK_LOOK_NANOS = 10_000;

    private final Path home;
    private final HomeLock lock;
    private final LogWriter log;
    private final LiveRows live;
    private final Sealer sealer;
    private final OpenReport report;
    private final boolean syncs;
    private final GroupCommit together;
    private final SealSchedule schedule;
    private final StampedLock appends = new StampedLock();
    /** Guarded by {@code appends}. */
    private boolean closed;

    private volatile long lockCheckedAt = System.nanoTime();
    private volatile long lockLookedAt = lockCheckedAt;

    private HomeWriter(
            Path home,
            HomeLock lock,
            LogWriter log,
            LiveRows live,
            PartitionWriter partitions,
            Checkpoint checkpoint,
            OpenReport report,
            Durability durability,
            SealSchedule schedule,
            SealListener listener,
            Crew crew) {
        this.home = home;
        this.lock = lock;
        this.log = log;
        this.live = live;
        this.report = report;
        this.schedule = schedule;
        schedule.begin(report.rows() == 0 ? 0 : report.logBytes());
        syncs = durability == Durability.SYNC;
        together = new GroupCommit(log, live::add);
        sealer = new Sealer(live, log, partitions, lock, appends, checkpoint, listener, crew);
    }

    /** Recovers the log of a locked home and goes on with it. */
    public static HomeWriter open(
            FileAccess files,
            Path home,
            HomeLock lock,
            LogSets sets,
            LogRows rows,
            LiveRows live,
            HomePartitions partitions,
            Durability durability,
            SealSchedule schedule,
            SealListener listener,
            Crew crew) {
        Path directory = Recovery.directory(home);
        try {
            Optional<Checkpoint> known = Checkpoint.read(files, directory);
            long first = known.isEmpty() && !Recovery.isThere(files, home) ? partitions.lastSequence() + 1 : 1;
            Checkpoint checkpoint = known.orElse(Checkpoint.NONE);
            Recovery.Recovered recovered = Recovery.recover(files, home, sets, checkpoint, rows, first, live::found);
            recovered.damages().forEach(damage -> LOG.warn("The log of {} was mended: {}", home, damage));
            LogWriter log = new LogWriter(files, directory, sets, rows, durability, SEGMENT_BYTES, recovered.state());
            log.start();
            return new HomeWriter(
                    home,
                    lock,
                    log,
                    live,
                    new PartitionWriter(files, partitions, crew),
                    checkpoint,
                    new OpenReport(recovered.rows(), recovered.bytes(), recovered.damages()),
                    durability,
                    schedule,
                    listener,
                    crew);
        } catch (IOException e) {
            throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
        }
    }

    /** What opening found. */
    public OpenReport report() {
        return report;
    }

    /** Makes rows safe and shows them, all or none. Rows are of declared sets. */
    public void append(List<FeatureRow> rows, long ingestedMicros) {
        requireLock();
        long stamp = appends.readLock();
        try {
            requireOpen();
            if (syncs) {
                together.append(rows, ingestedMicros);
            } else {
                live.add(rows, log.append(rows, ingestedMicros), ingestedMicros);
            }
        } finally {
            appends.unlockRead(stamp);
        }
        long due = schedule.due(log.bytes(), ingestedMicros);
        if (due != SealSchedule.NOTHING) {
            sealDue(due);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw StoreErrors.closed(home);
        }
    }

    private void requireLock() {
        long now = System.nanoTime();
        if (now - lockLookedAt < LOCK_LOOK_NANOS) {
            return;
        }
        if (now - lockCheckedAt > LOCK_CHECK_NANOS) {
            lock.requireHeld();
            lockCheckedAt = now;
        } else {
            lock.requireHeldQuickly();
        }
        lockLookedAt = now;
    }

    /** The rows of the caller are safe whatever comes of this: what cannot be sealed now stays in the log. */
    private void sealDue(long lastEpochDay) {
        try {
            seal(lastEpochDay);
        } catch (BarqueException e) {
            LOG.warn("The log of {} was to be sealed but could not be", home, e);
        }
    }

    /** Seals the rows about a day, counted from 1970-01-01, and those before it. */
    public SealReport seal(long lastEpochDay) {
        synchronized (sealer) {
            requireOpen(); // close, which changes it, holds the same monitor
            return sealer.seal(lastEpochDay);
        }
    }

    /** How many rows are shown from the log. */
    public long liveRows() {
        return live.size();
    }

    /** Waits for appends and for a seal, syncs and frees the home: nobody writes in it any more when the next writer comes. */
    @Override
    public void close() {
        synchronized (sealer) {
            sealer.finish();
            long stamp = appends.writeLock();
            try {
                closed = true;
                log.close();
            } finally {
                appends.unlockWrite(stamp);
                lock.close();
            }
        }
    }
}
