package dev.barque.cli.conformance;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Feature rows as nested maps, the shape in which the recordings hold them. */
final class RowTrees {
    private RowTrees() {}

    /** The features below a group such as {@code hedge}, or null when the engine was not there. */
    static @Nullable Map<String, @Nullable Object> group(FeatureRow row, String group) {
        if (row.isGroupNull(group)) {
            return null;
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        List<FeatureField> fields = row.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (name.startsWith(group + ".")) {
                put(tree, name.substring(group.length() + 1), plain(row.value(i)));
            }
        }
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> tree, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
            return;
        }
        Object below = tree.computeIfAbsent(path.substring(0, dot), k -> new LinkedHashMap<String, @Nullable Object>());
        put((Map<String, @Nullable Object>) below, path.substring(dot + 1), value);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<Object> out = new ArrayList<>();
        for (Object element : list) {
            out.add(element instanceof Interval zone ? Map.of("lo", zone.lo(), "hi", zone.hi()) : element);
        }
        return out;
    }
}
