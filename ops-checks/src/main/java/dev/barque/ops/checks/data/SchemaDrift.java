package dev.barque.ops.checks.data;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.SchemaGate;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.ParquetFeatureStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does the home hold features of the schema that the system runs with? Other fields, types, units or places under the same
 * version are unhealthy; a home that knows only other versions is degraded.
 */
public record SchemaDrift() implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "schema-drift",
            "Does the home hold features of the schema that the system runs with?",
            Set.of(DataHome.class, FeatureSet.class),
            Duration.ofSeconds(5),
            Criticality.CRITICAL,
            Set.of("data", "startup", "pre-market"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        FeatureSet expected = context.get(FeatureSet.class);
        List<FeatureSet> recorded;
        Findings findings = new Findings();
        try {
            recorded =
                    ParquetFeatureStore.recordedSets(context.get(DataHome.class).directory(), expected.lookback());
        } catch (BarqueException e) {
            findings.unreadable("feature_sets", e);
            return findings.or("");
        }
        Optional<FeatureSet> same =
                recorded.stream().filter(set -> set.id().equals(expected.id())).findFirst();
        if (same.isPresent()) {
            SchemaGate.of("the running system", expected.id(), expected.schema())
                    .differences(same.get())
                    .forEach(difference -> findings.unhealthy(
                            "feature set " + expected.id(),
                            difference.message(),
                            "the schema of the running system",
                            "Run the system that wrote this version, or give the changed schema a version of its own and"
                                    + " migrate or regenerate."));
        } else if (!recorded.isEmpty()) {
            findings.degraded(
                    "feature sets of the home",
                    "only "
                            + recorded.stream()
                                    .map(set -> set.id().value())
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    expected.id().value(),
                    "Build or migrate the features of this version, or run the system that goes with those that are there.");
        }
        return findings.or(
                same.isPresent()
                        ? "The schema of " + expected.id() + " is that of the running system."
                        : "The home holds no features yet.");
    }
}
