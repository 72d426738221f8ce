package dev.barque.testkit;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureStore;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ParquetFeatureStoreConformanceTest extends FeatureStoreConformance {
    @TempDir
    private Path folder;

    private int homes;

    @Override
    protected FeatureStore open(List<FeatureSet> sets) {
        ParquetFeatureStore.Builder store = ParquetFeatureStore.builder(folder.resolve("home-" + homes++));
        sets.forEach(store::set);
        return store.open(SettableClock.at("2025-11-05T00:00:00Z"));
    }
}
