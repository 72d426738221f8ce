package dev.barque.cli;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.io.FileAccess;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The directory in which bars, features and decisions are. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:BARQUE_HOME:-barque-home}",
            description = "The home: the directory with bars, features and decisions. Default: $BARQUE_HOME, or"
                    + " ./barque-home.")
    @SuppressWarnings("NullAway.Init")
    private Path home;

    Path path() {
        return home;
    }

    L1Files bars() {
        return L1Files.ofHome(home).build();
    }

    ParquetFeatureStore features() {
        return declared(home).openReadOnly();
    }

    ParquetFeatureStore features(FileAccess files) {
        return declared(home).fileAccess(files).openReadOnly();
    }

    ParquetFeatureStore featuresForWriting(Clock clock) {
        return declared(home).open(clock);
    }

    /** Also with the sets that no profile computes, under a look-back: the home does not record theirs. */
    ParquetFeatureStore featuresWithOthers(Lookback ofOthers) {
        ParquetFeatureStore.Builder store = ParquetFeatureStore.builder(home);
        ParquetFeatureStore.recordedSets(home, ofOthers).forEach(store::set);
        ofProfiles().forEach(store::set);
        return store.openReadOnly();
    }

    static ParquetFeatureStore.Builder declared(Path home) {
        ParquetFeatureStore.Builder store = ParquetFeatureStore.builder(home);
        ofProfiles().forEach(store::set);
        return store;
    }

    static Stream<FeatureSet> ofProfiles() {
        return StandardProfiles.all().stream().map(Profile::featureSet);
    }
}
