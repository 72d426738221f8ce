package dev.barque.store.internal.live;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.SealReport;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionWriter;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.log.Checkpoint;
import dev.barque.store.internal.log.LogWriter;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows from the log to Parquet files, one partition at a time; one seal at a time, beside appends and reads.
 *
 * <p>A row leaves the log only when its partition is published and the checkpoint that says so is on the device. Whoever is killed
 * before that seals the row once more, and since it is equal to the one in the file it is dropped.
 */
public final class Sealer {
    private final LiveRows live;
    private final LogWriter log;
    private final PartitionWriter partitions;
    private final HomeLock lock;
    private final StampedLock appends;
    private Checkpoint checkpoint;

    /** Appends hold {@code appends} for reading until their rows are shown. */
    public Sealer(
            LiveRows live,
            LogWriter log,
            PartitionWriter partitions,
            HomeLock lock,
            StampedLock appends,
            Checkpoint checkpoint) {
        this.live = live;
        this.log = log;
        this.partitions = partitions;
        this.lock = lock;
        this.appends = appends;
        this.checkpoint = checkpoint;
    }

    /** Seals all rows about a day, counted from 1970-01-01, and those before it. */
    public synchronized SealReport seal(long lastEpochDay) {
        lock.requireHeld();
        if (live.partitions(lastEpochDay).isEmpty()) {
            return new SealReport(0, 0);
        }
        long through = cut();
        Map<PartitionKey, FeatureSet> plan = live.partitions(lastEpochDay);
        int done = 0;
        long rows = 0;
        @Nullable BarqueException failure = null;
        for (Map.Entry<PartitionKey, FeatureSet> partition : plan.entrySet()) {
            try {
                rows += seal(partition.getKey(), partition.getValue(), through);
                done++;
            } catch (BarqueException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
                if (e.concern() != Concern.DATA) {
                    break; // a full device, not a damaged file: the next partition would fare no better
                }
            }
        }
        if (failure != null) {
            throw StoreErrors.partly(done, plan.size(), failure);
        }
        lock.requireHeld();
        checkpoint = log.release(checkpoint.with(new Checkpoint.Sealed(through, lastEpochDay)));
        return new SealReport(done, rows);
    }

    /** From here on rows go to another segment, and all those up to the one that it returns are shown. */
    private long cut() {
        long stamp = appends.writeLock();
        try {
            return log.cut();
        } finally {
            appends.unlockWrite(stamp);
        }
    }

    private long seal(PartitionKey key, FeatureSet set, long through) {
        LiveRows.Place place = LiveRows.place(key);
        long[] locations = live.locations(place, through);
        if (locations.length == 0) {
            return 0;
        }
        lock.requireHeld();
        partitions
                .prepare(key, set, locations.length, (to, first) -> live.read(locations, to, first))
                .ifPresent(PartitionWriter.Prepared::publish);
        live.remove(place, through);
        return locations.length;
    }
}
