package dev.barque.store.internal.live;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.SealListener;
import dev.barque.store.SealReport;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionWriter;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.log.Checkpoint;
import dev.barque.store.internal.log.LogWriter;
import java.util.ArrayList;
import java.util.List;
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
    /** Partitions that are published together, and lie beside the old ones until then. */
    private static final int MOST_OF_GROUP = 64;

    private final LiveRows live;
    private final LogWriter log;
    private final PartitionWriter partitions;
    private final HomeLock lock;
    private final StampedLock appends;
    private final SealListener listener;
    private Checkpoint checkpoint;

    /** Appends hold {@code appends} for reading until their rows are shown. */
    public Sealer(
            LiveRows live,
            LogWriter log,
            PartitionWriter partitions,
            HomeLock lock,
            StampedLock appends,
            Checkpoint checkpoint,
            SealListener listener) {
        this.live = live;
        this.log = log;
        this.partitions = partitions;
        this.lock = lock;
        this.appends = appends;
        this.checkpoint = checkpoint;
        this.listener = listener;
    }

    /** Seals all rows about a day, counted from 1970-01-01, and those before it. */
    public synchronized SealReport seal(long lastEpochDay) {
        lock.requireHeld();
        if (live.partitions(lastEpochDay).isEmpty()) {
            return new SealReport(0, 0);
        }
        long through = cut();
        Map<PartitionKey, FeatureSet> plan = live.partitions(lastEpochDay);
        if (live.partitions(Long.MAX_VALUE).size() > 1) {
            log.syncEnded(); // a batch about several partitions may leave the log piece by piece
        }
        Progress progress = new Progress(plan.size(), through);
        for (Map.Entry<PartitionKey, FeatureSet> partition : plan.entrySet()) {
            if (!progress.goOn(() -> progress.add(partition.getKey(), partition.getValue()))) {
                break;
            }
        }
        progress.goOn(progress::publish);
        if (progress.failure != null) {
            throw StoreErrors.partly(progress.done, plan.size(), progress.failure);
        }
        lock.requireHeld();
        checkpoint = log.release(checkpoint.with(new Checkpoint.Sealed(through, lastEpochDay)));
        return new SealReport(progress.done, progress.rows);
    }

    /** One seal: partitions are prepared one at a time and published in groups. */
    private final class Progress {
        private final int planned;
        private final long through;
        private final List<PartitionWriter.Prepared> group = new ArrayList<>();
        private final List<LiveRows.Place> places = new ArrayList<>();
        private long rowsOfGroup;
        private int done;
        private long rows;
        private @Nullable BarqueException failure;

        Progress(int planned, long through) {
            this.planned = planned;
            this.through = through;
        }

        /** Does a step and says whether another may follow. */
        boolean goOn(Runnable step) {
            try {
                step.run();
                return true;
            } catch (BarqueException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
                // A full device, not a damaged file: the next partition would fare no better.
                return e.concern() == Concern.DATA;
            }
        }

        void add(PartitionKey key, FeatureSet set) {
            LiveRows.Place place = LiveRows.place(key);
            long[] locations = live.locations(place, through);
            if (locations.length > 0) {
                lock.requireHeld();
                partitions
                        .prepare(key, set, locations.length, (to, first) -> live.read(locations, to, first))
                        .ifPresent(group::add);
            }
            places.add(place);
            rowsOfGroup += locations.length;
            if (places.size() >= MOST_OF_GROUP) {
                publish();
            }
        }

        void publish() {
            if (places.isEmpty()) {
                return;
            }
            List<PartitionWriter.Prepared> prepared = List.copyOf(group);
            List<LiveRows.Place> of = List.copyOf(places);
            long count = rowsOfGroup;
            group.clear();
            places.clear();
            rowsOfGroup = 0;
            lock.requireHeld();
            partitions.publish(prepared);
            of.forEach(place -> live.remove(place, through));
            done += of.size();
            rows += count;
            listener.sealed(done, planned, rows);
        }
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
}
