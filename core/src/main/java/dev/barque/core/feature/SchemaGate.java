package dev.barque.core.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets only the features pass that something was made for: a model, for example, that was trained on the schema that its training
 * run saved. Strict: a feature that is missing, extra, of another type or unit or in another place blocks, and so does another
 * version, because other formulas may stand behind the same fields. Immutable.
 */
public final class SchemaGate {
    private final String purpose;
    private final FeatureSchema expected;
    private final @Nullable FeatureSetId version;

    private SchemaGate(String purpose, FeatureSchema expected, @Nullable FeatureSetId version) {
        this.purpose = Objects.requireNonNull(purpose, "purpose");
        this.expected = Objects.requireNonNull(expected, "expected");
        this.version = version;
    }

    /**
     * A gate for exactly this version and schema.
     *
     * @param purpose what was made for it, named in the error, such as {@code the model alpha-7}
     */
    public static SchemaGate of(String purpose, FeatureSetId version, FeatureSchema expected) {
        return new SchemaGate(purpose, expected, Objects.requireNonNull(version, "version"));
    }

    /** A gate for this schema under whatever version. */
    public static SchemaGate ofAnyVersion(String purpose, FeatureSchema expected) {
        return new SchemaGate(purpose, expected, null);
    }

    /** All that stands in the way of a feature set; empty when it may pass. */
    public List<SchemaDifference> differences(FeatureSet offered) {
        FeatureSetId wanted = version;
        if (offered.schema().equals(expected) && (wanted == null || wanted.equals(offered.id()))) {
            return List.of();
        }
        List<SchemaDifference> found = new ArrayList<>();
        if (wanted != null && !wanted.equals(offered.id())) {
            found.add(new SchemaDifference(
                    SchemaDifference.Kind.OTHER_VERSION,
                    "",
                    wanted.value(),
                    offered.id().value()));
        }
        found.addAll(SchemaComparison.of(expected, offered.schema()).differences());
        return List.copyOf(found);
    }

    /** Whether the feature set may pass. Comparing a schema with itself costs nothing worth mentioning: rows can be asked one by one. */
    public boolean lets(FeatureSet offered) {
        return differences(offered).isEmpty();
    }

    /** Throws {@link BarqueException} with code {@code core.schema-gate} and the full list of differences. */
    public void require(FeatureSet offered) {
        List<SchemaDifference> found = differences(offered);
        if (!found.isEmpty()) {
            throw CoreErrors.schemaGate(
                    purpose,
                    offered.id().value(),
                    Optional.ofNullable(version).map(FeatureSetId::value),
                    found.stream().map(SchemaDifference::message).toList());
        }
    }
}
