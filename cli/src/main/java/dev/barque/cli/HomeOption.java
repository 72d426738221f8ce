package dev.barque.cli;

import dev.barque.agents.standard.StandardProfiles;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;
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

    ParquetFeatureStore featuresForWriting(Clock clock) {
        return declared(home).open(clock);
    }

    static ParquetFeatureStore.Builder declared(Path home) {
        ParquetFeatureStore.Builder store = ParquetFeatureStore.builder(home);
        StandardProfiles.all().forEach(profile -> store.set(profile.featureSet()));
        return store;
    }
}
