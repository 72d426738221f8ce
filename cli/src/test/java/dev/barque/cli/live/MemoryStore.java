package dev.barque.cli.live;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps rows known at their event time, the latest written of a time, and refuses them when told. */
final class MemoryStore implements FeatureStore {
    private final Map<Symbol, TreeMap<Long, FeatureRow>> rows = new HashMap<>();
    private FeatureRow last;
    private long sequence;
    int failures;
    int appends;

    @Override
    public synchronized void append(List<FeatureRow> batch) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the store is full");
        }
        appends++;
        for (FeatureRow row : batch) {
            TreeMap<Long, FeatureRow> own = rows.computeIfAbsent(row.symbol(), s -> new TreeMap<>());
            FeatureRow known = own.get(row.eventMicros());
            if (known == null || !known.sameContent(row)) {
                last = row.written(0, ++sequence);
                own.put(row.eventMicros(), last);
            }
        }
    }

    synchronized long size() {
        return rows.values().stream().mapToLong(TreeMap::size).sum();
    }

    synchronized FeatureRow last() {
        return last;
    }

    @Override
    public synchronized Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        Map.Entry<Long, FeatureRow> found =
                rows.getOrDefault(symbol, new TreeMap<>()).floorEntry(UtcMicros.of(asOf.eventTime()));
        return Optional.ofNullable(found).map(Map.Entry::getValue);
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public void close() {}
}
