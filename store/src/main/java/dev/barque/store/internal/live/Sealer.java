package dev.barque.store.internal.live;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.SealListener;
import dev.barque.store.SealReport;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.crew.Helper;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionWriter;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.log.Checkpoint;
import dev.barque.store.internal.log.LogWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rows from the log to Parquet files, one seal at a time, beside appends and reads. Threads of the host may prepare partitions;
 * the sealing thread alone publishes them, in their order, and tells the listener.
 *
 * <p>A row leaves the log only when its partition is published and the checkpoint that says so is on the device. Whoever is killed
 * before that seals the row once more, and since it is equal to the one in the file it is dropped.
 */
public final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /** Partitions that are published together, and lie beside the old ones until then. */
    private static final int MOST_OF_GROUP = 64;

    /** From so many rows on the threads of a crew share one partition: several of these at once would take too much memory. */
    private static final int ROWS_OF_LARGE = 1 << 16;

    private final LiveRows live;
    private final LogWriter log;
    private final PartitionWriter partitions;
    private final HomeLock lock;
    private final StampedLock appends;
    private final SealListener listener;
    private final Crew crew;
    private Checkpoint checkpoint;
    private Helper clearing = new Helper(() -> {});

    /** Appends hold {@code appends} for reading until their rows are shown. */
    public Sealer(
            LiveRows live,
            LogWriter log,
            PartitionWriter partitions,
            HomeLock lock,
            StampedLock appends,
            Checkpoint checkpoint,
            SealListener listener,
            Crew crew) {
        this.live = live;
        this.log = log;
        this.partitions = partitions;
        this.lock = lock;
        this.appends = appends;
        this.checkpoint = checkpoint;
        this.listener = listener;
        this.crew = crew;
    }

    /** Seals all rows about a day, counted from 1970-01-01, and those before it. */
    public synchronized SealReport seal(long lastEpochDay) {
        lock.requireHeld();
        if (live.partitions(lastEpochDay).isEmpty()) {
            return new SealReport(0, 0);
        }
        long through = cut();
        List<Step> plan = new ArrayList<>();
        live.partitions(lastEpochDay).forEach((key, set) -> plan.add(new Step(key, set, through)));
        if (live.partitions(Long.MAX_VALUE).size() > 1) {
            log.syncEnded(); // a batch about several partitions may leave the log piece by piece
        }
        Progress progress = new Progress(plan.size(), through);
        int begun = 0;
        boolean goesOn = true;
        while (goesOn && begun < plan.size()) {
            int end = Math.min(plan.size(), begun + progress.room());
            List<Step> steps = plan.subList(begun, end);
            prepare(steps.subList(0, withRoom(steps)));
            goesOn = progress.take(steps);
            begun = end;
        }
        progress.goOn(progress::publish);
        if (progress.failure != null) {
            throw StoreErrors.partly(progress.done, plan.size(), progress.failure);
        }
        lock.requireHeld();
        finish();
        checkpoint = log.release(checkpoint.with(new Checkpoint.Sealed(through, lastEpochDay)));
        clear();
        return new SealReport(progress.done, progress.rows);
    }

    /**
     * Freeing the blocks of a large file can take a device longer than writing them: where there is a thread to do it, the seal does
     * not wait. It has said already that nothing in those files counts any more.
     */
    private void clear() {
        if (crew.isAlone()) {
            log.clear();
            return;
        }
        clearing = crew.begin(() -> {
            try {
                log.clear();
            } catch (BarqueException e) {
                LOG.warn("Sealed files of the log could not be deleted; the next seal tries again", e);
            }
        });
    }

    /** Waits for what a seal has left to others. */
    public synchronized void finish() {
        clearing.finish();
    }

    /** Makes directories for all, together if that works; says for how many of the first there are some. */
    private int withRoom(List<Step> steps) {
        try {
            partitions.makeRoom(steps.stream()
                    .filter(step -> step.rows > 0)
                    .map(step -> step.key)
                    .toList());
            return steps.size();
        } catch (BarqueException e) {
            // One is the cause, and those before it can be sealed.
            for (int i = 0; i < steps.size(); i++) {
                if (!steps.get(i).makeRoom()) {
                    return i;
                }
            }
            return steps.size();
        }
    }

    /** Small partitions side by side, each by one thread; large ones one after the other, each by all threads. */
    private void prepare(List<Step> steps) {
        AtomicBoolean stopped = new AtomicBoolean();
        for (int first = 0; first < steps.size() && !stopped.get(); ) {
            int end = first + 1;
            if (!steps.get(first).isLarge()) {
                while (end < steps.size() && !steps.get(end).isLarge()) {
                    end++;
                }
            }
            Crew each = end - first == 1 ? crew : Crew.ALONE;
            List<Crew.Task> tasks = new ArrayList<>();
            for (Step step : steps.subList(first, end)) {
                tasks.add(() -> step.prepare(each, stopped));
            }
            try {
                crew.run(tasks);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // no step throws one
            }
            first = end;
        }
    }

    /** A partition that is to be sealed. */
    private final class Step {
        private final PartitionKey key;
        private final FeatureSet set;
        private final LiveRows.Place place;
        private final long through;
        private final int rows;
        private boolean begun;
        private Optional<PartitionWriter.Prepared> prepared = Optional.empty();
        private @Nullable BarqueException failure;

        Step(PartitionKey key, FeatureSet set, long through) {
            this.key = key;
            this.set = set;
            this.through = through;
            place = LiveRows.place(key);
            rows = live.count(place, through);
        }

        boolean isLarge() {
            return rows >= ROWS_OF_LARGE;
        }

        boolean makeRoom() {
            try {
                partitions.makeRoom(rows > 0 ? List.of(key) : List.of());
                return true;
            } catch (BarqueException e) {
                failure = e;
                return false;
            }
        }

        /** What goes wrong is kept until it is this partition's turn. */
        void prepare(Crew by, AtomicBoolean stopped) {
            if (stopped.get()) {
                return;
            }
            begun = true;
            try {
                if (rows > 0) {
                    long[] locations = live.locations(place, through);
                    lock.requireHeld();
                    prepared = partitions.prepare(
                            key, set, rows, (to, first, crewOf) -> live.read(locations, to, first, crewOf), by);
                }
            } catch (BarqueException e) {
                failure = e;
                if (!passes(e)) {
                    stopped.set(true);
                }
            }
        }
    }

    /** A full device, not a damaged file, stops a seal: the next partition would fare no better. */
    private static boolean passes(BarqueException failure) {
        return failure.concern() == Concern.DATA;
    }

    /** One seal: partitions are prepared and published in groups. */
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

        /** How many partitions may join the group. */
        int room() {
            return MOST_OF_GROUP - places.size();
        }

        /** Takes what was prepared, in the order of the plan; says whether more may follow. */
        boolean take(List<Step> steps) {
            boolean goesOn = true;
            for (Step step : steps) {
                if (!goesOn) {
                    // By itself it would not have begun any more.
                    step.prepared.ifPresent(PartitionWriter.Prepared::discard);
                } else if (step.failure != null) {
                    goesOn = note(step.failure);
                } else if (step.begun) {
                    step.prepared.ifPresent(group::add);
                    places.add(step.place);
                    rowsOfGroup += step.rows;
                }
            }
            return (places.size() < MOST_OF_GROUP || goOn(this::publish)) && goesOn;
        }

        /** Does a step and says whether another may follow. */
        boolean goOn(Runnable step) {
            try {
                step.run();
                return true;
            } catch (BarqueException e) {
                return note(e);
            }
        }

        private boolean note(BarqueException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
            return passes(e);
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
