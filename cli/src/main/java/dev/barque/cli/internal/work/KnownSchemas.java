package dev.barque.cli.internal.work;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.FeatureSchemaFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Schemas by the words for them: a saved file, a version that a home was written with, or one that a profile computes. */
public final class KnownSchemas {
    private final Path home;

    /** Those of a home, which may be missing, besides those that ship. */
    public KnownSchemas(Path home) {
        this.home = home;
    }

    /** The schema that a word stands for; {@code cli.no-such-version} says which there are. */
    public FeatureSchemaFile of(String word) {
        if (word.endsWith(".json")) {
            return FeatureSchemaFile.read(Path.of(word));
        }
        FeatureSetId version = FeatureSetId.of(word);
        return FeatureSchemaFile.ofHome(home, version)
                .or(() -> shipped(version))
                .orElseThrow(() -> CliErrors.noSuchVersion(home, version, versions()));
    }

    private static Optional<FeatureSchemaFile> shipped(FeatureSetId version) {
        return StandardProfiles.all().stream()
                .map(Profile::featureSet)
                .filter(set -> set.id().equals(version))
                .findFirst()
                .map(FeatureSchemaFile::of);
    }

    private List<FeatureSetId> versions() {
        return Stream.concat(
                        FeatureSchemaFile.versionsOf(home).stream(),
                        StandardProfiles.all().stream()
                                .map(profile -> profile.featureSet().id()))
                .distinct()
                .sorted()
                .toList();
    }
}
