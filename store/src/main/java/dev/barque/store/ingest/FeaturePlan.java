package dev.barque.store.ingest;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.internal.feature.SetRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which column of a foreign table becomes which feature.
 *
 * @param schema of the rows that are made
 * @param columns the column of each field of the schema
 * @param ignored columns that are neither key nor feature
 */
record FeaturePlan(FeatureSchema schema, List<String> columns, List<String> ignored) {
    FeaturePlan {
        columns = List.copyOf(columns);
        ignored = List.copyOf(ignored);
    }

    /** The schema that follows from columns; all that stands against it is said at once. */
    static FeatureSchema schemaOf(String input, List<SourceColumn> columns, FeatureRoles roles) {
        List<String> problems = new ArrayList<>();
        List<FeatureField> fields = new ArrayList<>();
        for (SourceColumn column : columns) {
            if (!roles.mayBeFeature(column.name())) {
                continue;
            }
            String shown = IngestErrors.shown(column.name());
            String name = roles.feature(column.name());
            if (column.natural() == null) {
                problems.add(shown + " holds " + column.found());
            } else if (SetRegistry.isReserved(name.split("\\.", 2)[0])) {
                problems.add(shown + " has the name of a column that every file of features has anyway");
            } else {
                try {
                    fields.add(new FeatureField(name, column.natural(), ""));
                } catch (IllegalArgumentException badName) {
                    problems.add(String.valueOf(badName.getMessage()));
                }
            }
        }
        if (problems.isEmpty() && fields.isEmpty()) {
            problems.add("no column is left for a feature");
        }
        if (!problems.isEmpty()) {
            throw IngestErrors.noSchema(input, problems);
        }
        try {
            return FeatureSchema.of(fields);
        } catch (IllegalArgumentException clash) {
            throw IngestErrors.noSchema(input, List.of(String.valueOf(clash.getMessage())));
        }
    }

    /** The columns of a set's features; all that stands against it is said at once. */
    static FeaturePlan of(String input, List<SourceColumn> columns, FeatureRoles roles, FeatureSet set) {
        List<String> problems = new ArrayList<>();
        Map<String, SourceColumn> byFeature = new LinkedHashMap<>();
        for (SourceColumn column : columns) {
            if (roles.mayBeFeature(column.name())) {
                String feature = roles.feature(column.name());
                SourceColumn other = byFeature.put(feature, column);
                if (other != null && set.schema().has(feature)) {
                    problems.add("both " + IngestErrors.shown(other.name()) + " and "
                            + IngestErrors.shown(column.name()) + " would be " + feature);
                }
            }
        }
        Set<String> used = new HashSet<>();
        List<String> sources = new ArrayList<>();
        for (FeatureField field : set.schema().fields()) {
            SourceColumn column = byFeature.get(field.name());
            if (column == null) {
                problems.add("it has no column for " + field.name());
                continue;
            }
            if (!column.fits().contains(field.type())) {
                problems.add(IngestErrors.shown(column.name()) + " holds " + column.found() + " where " + field.name()
                        + " is " + field.type());
            }
            used.add(column.name());
            sources.add(column.name());
        }
        for (Map.Entry<String, String> declared : roles.features().entrySet()) {
            if (!used.contains(declared.getKey())) {
                problems.add("there is no feature " + IngestErrors.shown(declared.getValue()) + ", which "
                        + IngestErrors.shown(declared.getKey()) + " was declared to be");
            }
        }
        if (!problems.isEmpty()) {
            throw IngestErrors.otherSchema(input, set.id(), problems);
        }
        List<String> ignored = columns.stream()
                .map(SourceColumn::name)
                .filter(name -> !roles.isKey(name) && !used.contains(name))
                .toList();
        return new FeaturePlan(set.schema(), sources, ignored);
    }
}
