package dev.barque.testkit;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.internal.Diagnosis;
import dev.barque.testkit.internal.Reads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The reference implementation of {@link FeatureStore}: a list that every read looks through. Right before fast, for tests
 * and small experiments; nothing outlives it. After {@link #close()} every call is refused.
 */
public final class InMemoryFeatureStore implements FeatureStore {
    private final Clock clock;
    private final List<FeatureRow> rows = new ArrayList<>();
    private final Map<FeatureSetId, FeatureSet> sets = new HashMap<>();
    private boolean closed;

    /** An empty store; the clock gives {@link FeatureRow#ingestedMicros()}. */
    public InMemoryFeatureStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public synchronized Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        requireOpen("read");
        return Reads.winner(rows, set, symbol, asOf);
    }

    @Override
    public synchronized NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        requireOpen("diagnose a read");
        return new Diagnosis(rows, set, symbol, asOf).result();
    }

    /** Refuses a batch with code {@code store.feature-set-changed} when a version comes with another schema or lookback. */
    @Override
    public synchronized void append(List<FeatureRow> batch) {
        requireOpen("append");
        Map<FeatureSetId, FeatureSet> known = new HashMap<>(sets);
        for (FeatureRow row : batch) {
            FeatureSet before = known.putIfAbsent(row.set().id(), row.set());
            if (before != null && !before.equals(row.set())) {
                throw changed(before, row);
            }
        }
        sets.putAll(known);
        long now = UtcMicros.of(clock.instant());
        for (FeatureRow row : batch) {
            if (rows.stream().noneMatch(row::sameContent)) {
                rows.add(row.written(now, rows.size() + 1L));
            }
        }
    }

    /** How many rows it holds. */
    public synchronized int size() {
        return rows.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen(String attempt) {
        if (closed) {
            throw new BarqueException(
                    "store.closed", Concern.CALLER, "Cannot " + attempt + ": this in-memory feature store is closed.");
        }
    }

    private static BarqueException changed(FeatureSet before, FeatureRow row) {
        return new BarqueException(
                "store.feature-set-changed",
                Concern.CALLER,
                "Cannot append " + row + ": the store holds " + before.id() + " with " + before.schema()
                        + " and lookback "
                        + before.lookback() + ", the row comes with " + row.schema() + " and lookback "
                        + row.set().lookback()
                        + ". Nothing of the batch was kept. Give the changed set a new version.");
    }
}
