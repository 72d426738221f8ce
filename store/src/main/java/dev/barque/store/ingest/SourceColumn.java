package dev.barque.store.ingest;

import dev.barque.core.feature.FeatureType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of a foreign table of features.
 *
 * @param name its name, of a nested one its dotted path
 * @param natural the type that its values become when nobody says otherwise; null when there is none
 * @param fits the types that its values can be taken as; a value that then does not fit costs its own row
 * @param found what it holds, for messages
 */
record SourceColumn(String name, @Nullable FeatureType natural, Set<FeatureType> fits, String found) {
    SourceColumn {
        fits = Set.copyOf(fits);
    }

    /** A column whose values cannot be features. */
    static SourceColumn unusable(String name, String found) {
        return new SourceColumn(name, null, Set.of(), found);
    }
}
