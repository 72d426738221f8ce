package dev.barque.store.regeneration;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.PartitionRegenerator;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One call of {@link Regenerator#regenerate}: workers compute, and under one lock rows are announced and written in groups. */
final class Run {
    /** What a kill costs at most, and what waits in memory. */
    private static final int GROUP_PARTITIONS = 16;

    private static final int GROUP_ROWS = 5_000;
    private final ParquetFeatureStore store;
    private final PartitionRegenerator computes;
    private final RegenerationMode mode;
    private final RegenerationListener listener;
    private final Clock clock;
    private final FeatureSet set;
    private final @Nullable JobFiles job;
    private final List<SymbolDate> partitions;
    private final List<SymbolDate> todo = new ArrayList<>();
    private final Set<SymbolDate> unsure = new HashSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();
    private final long began;
    private final int resumed;
    private final Set<SymbolDate> planned;

    // Below: guarded by this.
    private final Map<SymbolDate, PartitionOutcome> outcomes = new TreeMap<>();
    private final Map<SymbolDate, RegenerationFailure> failures = new TreeMap<>();
    private final List<PartitionOutcome> group = new ArrayList<>();
    private final List<SymbolDate> takenBack = new ArrayList<>();
    private final List<FeatureRow> groupRows = new ArrayList<>();
    private long rows;
    private int done;
    private int settled;
    private boolean unfinished;
    private boolean broken;

    Run(
            ParquetFeatureStore store,
            PartitionRegenerator computes,
            RegenerationMode mode,
            RegenerationListener listener,
            Clock clock,
            FeatureSet set,
            List<SymbolDate> partitions,
            @Nullable JobFiles job) {
        this.store = store;
        this.computes = computes;
        this.mode = mode;
        this.listener = listener;
        this.clock = clock;
        this.set = set;
        this.partitions = partitions;
        this.job = job;
        JobFiles.Memory memory = job == null ? new JobFiles.Memory(Map.of(), List.of()) : job.remembered();
        Map<SymbolDate, PartitionOutcome> before = new LinkedHashMap<>(memory.outcomes());
        if (mode != RegenerationMode.VERIFY_ONLY) {
            unsure.addAll(memory.unsure());
            // Of a part that may not be written all of it comes first, whatever was asked for: the next part vouches
            // for it.
            todo.addAll(memory.unsure());
        }
        unfinished = !unsure.isEmpty();
        planned = new HashSet<>(partitions);
        for (SymbolDate key : partitions) {
            PartitionOutcome outcome = before.get(key);
            if (outcome == null) {
                todo.add(key);
            } else {
                outcomes.put(key, outcome);
            }
        }
        resumed = outcomes.size()
                - (int) unsure.stream().filter(planned::contains).count();
        done = resumed;
        began = clock.millis();
    }

    RegenerationReport run(Executor executor, int threads) {
        // What may be half written is settled before anything else is announced.
        while (next.get() < unsure.size() && stopped.get() == null) {
            step(todo.get(next.getAndIncrement()));
        }
        int workers = Math.max(1, Math.min(threads, todo.size() - next.get()));
        try {
            Crew.of(executor, workers).run(Collections.nCopies(workers, this::work));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // no work throws one
        }
        Throwable problem = stopped.get();
        try {
            synchronized (this) {
                finish();
            }
        } catch (RuntimeException | Error e) {
            problem = first(problem, e);
        }
        if (problem instanceof Error error) {
            throw error;
        }
        if (problem != null) {
            throw (RuntimeException) problem;
        }
        synchronized (this) {
            return new RegenerationReport(
                    set.id(), mode, resumed, List.copyOf(outcomes.values()), List.copyOf(failures.values()));
        }
    }

    private void work() {
        while (stopped.get() == null) {
            int i = next.getAndIncrement();
            if (i >= todo.size()) {
                return;
            }
            step(todo.get(i));
        }
    }

    private void step(SymbolDate key) {
        try {
            Comparison comparison;
            PartitionOutcome outcome;
            try {
                List<FeatureRow> computed = collect(key);
                comparison = new Comparison(mode, store.rows(set.id(), key.symbol(), key.date()));
                outcome = comparison.with(key.symbol(), key.date(), computed);
            } catch (BarqueException e) {
                if (e.concern() != Concern.DATA && e.concern() != Concern.PLUGIN) {
                    throw e;
                }
                failed(key, e);
                return;
            }
            computed(key, outcome, comparison.toWrite());
        } catch (RuntimeException | Error e) {
            stopped.compareAndSet(null, e);
        }
    }

    /** The rows of a partition, checked. */
    private List<FeatureRow> collect(SymbolDate key) {
        List<FeatureRow> rows = new ArrayList<>();
        Set<When> seen = new HashSet<>();
        try {
            for (FeatureRow row : computes.rows(set, key.symbol(), key.date())) {
                String wrong = wrong(row, key);
                if (wrong == null && !seen.add(new When(row.eventMicros(), row.knownMicros()))) {
                    wrong = "it is the second one about and known at these times";
                }
                if (wrong != null) {
                    throw StoreErrors.badComputedRow(key.symbol(), key.date(), row, wrong);
                }
                rows.add(row);
            }
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw StoreErrors.computingFailed(set.id(), key.symbol(), key.date(), e);
        }
        return rows;
    }

    private record When(long event, long known) {}

    private @Nullable String wrong(FeatureRow row, SymbolDate key) {
        if (!row.schema().equals(set.schema())) {
            return "its schema is not that of " + set.id();
        }
        if (!row.symbol().equals(key.symbol()) || !row.set().id().equals(set.id())) {
            return "it is of " + row.symbol() + " in " + row.set().id();
        }
        return UtcMicros.utcDate(row.eventMicros()).equals(key.date()) ? null : "it is about another date";
    }

    private synchronized void failed(SymbolDate key, BarqueException problem) {
        failures.put(
                key,
                new RegenerationFailure(
                        key.symbol(), key.date(), problem.code(), String.valueOf(problem.getMessage())));
        if (unsure.contains(key)) {
            settled++;
            outcomes.remove(key);
            takenBack.add(key);
        }
        advance(key, 0);
    }

    private synchronized void computed(SymbolDate key, PartitionOutcome outcome, List<FeatureRow> toWrite) {
        if (broken) {
            return;
        }
        if (unsure.contains(key)) {
            // Announced by the run that was killed, which compared it with what was there before the job.
            broken = true;
            store.append(toWrite);
            broken = false;
            settled++;
        } else {
            outcomes.put(key, outcome);
            group.add(outcome);
            groupRows.addAll(toWrite);
        }
        if (group.size() >= GROUP_PARTITIONS || groupRows.size() >= GROUP_ROWS) {
            commit();
        }
        advance(key, outcome.computed());
    }

    /** Announces the group, and then writes it; when that fails, nothing must be announced after it. */
    private void commit() {
        broken = true;
        if (job != null) {
            job.announce(group, takenBack);
        }
        unfinished = !group.isEmpty();
        group.clear();
        takenBack.clear();
        if (!groupRows.isEmpty()) {
            store.append(groupRows);
        }
        groupRows.clear();
        broken = false;
    }

    /** Writes what waits, and says that all that was announced is written. */
    private void finish() {
        if (broken || settled < unsure.size()) {
            return; // not all of the last part is written: it stays the last one
        }
        if (!group.isEmpty()) {
            commit();
        }
        if (unfinished || !takenBack.isEmpty()) {
            commit();
        }
    }

    private void advance(SymbolDate key, long computed) {
        done += planned.contains(key) ? 1 : 0;
        rows += computed;
        double seconds = (clock.millis() - began) / 1_000.0;
        int here = done - resumed;
        Optional<Duration> left = seconds <= 0 || here == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (1_000 * seconds / here * (partitions.size() - done))));
        listener.advanced(
                new RegenerationProgress(partitions.size(), done, rows, seconds <= 0 ? 0 : rows / seconds, left));
    }

    private static Throwable first(@Nullable Throwable problem, Throwable second) {
        if (problem == null) {
            return second;
        }
        if (problem != second) {
            problem.addSuppressed(second);
        }
        return problem;
    }
}
