package dev.barque.core.feature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What two schemas have not in common: removed features first, then the others in the order of the later schema. Of features that
 * changed places the fewest are named that explain the new order. Immutable.
 *
 * @param before the earlier schema
 * @param after the later one
 * @param differences empty if and only if the schemas are equal
 */
public record SchemaComparison(FeatureSchema before, FeatureSchema after, List<SchemaDifference> differences) {
    /** Copies the list. */
    public SchemaComparison {
        differences = List.copyOf(differences);
    }

    /** Compares. */
    public static SchemaComparison of(FeatureSchema before, FeatureSchema after) {
        List<SchemaDifference> found = new ArrayList<>();
        for (FeatureField field : before.fields()) {
            if (!after.has(field.name())) {
                found.add(new SchemaDifference(
                        SchemaDifference.Kind.REMOVED,
                        field.name(),
                        field.type().name(),
                        ""));
            }
        }
        Set<String> moved = moved(before, after);
        for (int i = 0; i < after.size(); i++) {
            FeatureField field = after.field(i);
            if (!before.has(field.name())) {
                found.add(new SchemaDifference(
                        SchemaDifference.Kind.ADDED,
                        field.name(),
                        "",
                        field.type().name()));
                continue;
            }
            int place = before.indexOf(field.name());
            FeatureField was = before.field(place);
            if (was.type() != field.type()) {
                found.add(new SchemaDifference(
                        SchemaDifference.Kind.RETYPED,
                        field.name(),
                        was.type().name(),
                        field.type().name()));
            }
            if (!was.unit().equals(field.unit())) {
                found.add(new SchemaDifference(
                        SchemaDifference.Kind.UNIT_CHANGED, field.name(), was.unit(), field.unit()));
            }
            if (moved.contains(field.name())) {
                found.add(new SchemaDifference(
                        SchemaDifference.Kind.MOVED, field.name(), String.valueOf(place + 1), String.valueOf(i + 1)));
            }
        }
        return new SchemaComparison(before, after, found);
    }

    /** Whether there is no difference. */
    public boolean isIdentical() {
        return differences.isEmpty();
    }

    /** The features of both that are not in the longest run that kept its order. */
    private static Set<String> moved(FeatureSchema before, FeatureSchema after) {
        List<String> common = after.fields().stream()
                .map(FeatureField::name)
                .filter(before::has)
                .toList();
        int[] longest = new int[common.size()];
        int[] previous = new int[common.size()];
        int last = -1;
        for (int i = 0; i < common.size(); i++) {
            longest[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                if (before.indexOf(common.get(j)) < before.indexOf(common.get(i)) && longest[j] >= longest[i]) {
                    longest[i] = longest[j] + 1;
                    previous[i] = j;
                }
            }
            if (last < 0 || longest[i] > longest[last]) {
                last = i;
            }
        }
        Set<String> moved = new HashSet<>(common);
        for (int i = last; i >= 0; i = previous[i]) {
            moved.remove(common.get(i));
        }
        return moved;
    }
}
