package dev.barque.ops.doctor;

import dev.barque.core.feature.FeatureSet;
import java.util.Map;

/**
 * The feature sets that a host reads, with their look-backs, which no home records. A host puts one into the context of the doctor.
 *
 * @param byProfile what computes it, as {@code --profile} takes it, to the set
 */
public record DeclaredSets(Map<String, FeatureSet> byProfile) {
    /** Copies the map. */
    public DeclaredSets {
        byProfile = Map.copyOf(byProfile);
    }
}
