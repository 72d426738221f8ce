package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.SchemaDifference;
import dev.barque.core.feature.SchemaGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Forbids trades on features that are not those that something was made for, and names each that is missing, extra, of another
 * type or unit or in another place. What they should be is a parameter (see {@link #text}); when it is not set, the first row of
 * the run says it. Features that have to have a value can be named too: null and NaN are missing.
 */
public final class SchemaDriftGuard extends StandardGuard {
    private static final String ID = "schema-drift";
    private static final String PURPOSE = "the decisions of this run";

    /** The provider. */
    public SchemaDriftGuard() {
        super(
                ID,
                "Forbids trades on a feature set that has drifted, and names what is missing or changed.",
                PluginParameter.text("version", "", "version that the features must have; empty for any"),
                PluginParameter.text(
                        "features",
                        "",
                        "features that there must be, in order, as name:TYPE:unit with commas between; empty for those of"
                                + " the first row"),
                PluginParameter.text(
                        "required", "", "features that must have a value, with commas between; empty for none"));
    }

    /** A schema as the parameter {@code features} takes it. */
    public static String text(FeatureSchema schema) {
        return schema.fields().stream()
                .map(field -> field.name() + ":" + field.type().name() + ":" + field.unit())
                .collect(Collectors.joining(","));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        String features = settings.text("features");
        Optional<FeatureSchema> schema = features.isBlank() ? Optional.empty() : Optional.of(parsed(features));
        String version = settings.text("version");
        Optional<FeatureSetId> id = version.isBlank() ? Optional.empty() : Optional.of(FeatureSetId.of(version));
        List<String> required = words(settings.text("required"));
        return () -> new Memory(schema, id, required);
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return List.copyOf(words);
    }

    private static FeatureSchema parsed(String text) {
        List<FeatureField> fields = new ArrayList<>();
        for (String word : words(text)) {
            String[] parts = word.split(":", 3);
            try {
                fields.add(new FeatureField(
                        parts[0],
                        FeatureType.valueOf(parts.length > 1 ? parts[1] : ""),
                        parts.length > 2 ? parts[2] : ""));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The parameter features of " + ID + " must be name:TYPE:unit with a type of "
                                + List.of(FeatureType.values()) + " but has '" + word + "'",
                        e);
            }
        }
        return FeatureSchema.of(fields);
    }

    private static final class Memory implements TradeGuard.Watch {
        private final Optional<FeatureSchema> schema;
        private final Optional<FeatureSetId> version;
        private final List<String> required;
        private @Nullable SchemaGate gate;

        Memory(Optional<FeatureSchema> schema, Optional<FeatureSetId> version, List<String> required) {
            this.schema = schema;
            this.version = version;
            this.required = required;
        }

        @Override
        public void bar(GuardContext context) {
            FeatureRow row = context.row();
            if (gate == null && row != null) {
                FeatureSchema expected = schema.orElse(row.schema());
                // A schema that is given speaks for itself; that of a first row only together with the name it came
                // under.
                Optional<FeatureSetId> id = schema.isPresent() || version.isPresent()
                        ? version
                        : Optional.of(row.set().id());
                gate = id.map(known -> SchemaGate.of(PURPOSE, known, expected))
                        .orElseGet(() -> SchemaGate.ofAnyVersion(PURPOSE, expected));
            }
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            FeatureRow row = context.row();
            SchemaGate known = gate;
            if (row == null || known == null) {
                return GuardVerdict.vetoed(ID, "there are no features; a row of them is needed");
            }
            List<SchemaDifference> found = known.differences(row.set());
            if (!found.isEmpty()) {
                return GuardVerdict.vetoed(
                        ID,
                        "the features of " + row.set().id() + " have drifted: "
                                + found.stream().map(SchemaDifference::message).collect(Collectors.joining("; "))
                                + "; exactly the expected ones are needed");
            }
            List<String> missing = missing(row);
            return missing.isEmpty()
                    ? GuardVerdict.passed(ID, "the expected features")
                    : GuardVerdict.vetoed(
                            ID, "features without a value: " + String.join(", ", missing) + "; each of them is needed");
        }

        private List<String> missing(FeatureRow row) {
            List<String> missing = new ArrayList<>();
            for (String name : required) {
                if (!row.schema().has(name)) {
                    missing.add(name + " (not in the schema)");
                    continue;
                }
                int field = row.schema().indexOf(name);
                boolean none = row.isNull(field)
                        || (row.schema().field(field).type() == FeatureType.FLOAT64
                                && Double.isNaN(row.float64(field)));
                if (none) {
                    missing.add(name);
                }
            }
            return missing;
        }
    }
}
