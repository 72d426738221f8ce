package dev.barque.store.ingest;

import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was declared about the columns of a foreign table.
 *
 * @param symbolColumn the column of symbols; null when {@code symbol} is that of all rows
 * @param symbol the symbol of rows without a column of symbols
 * @param timeColumn the column of event times
 * @param createdColumn the column of knowledge times; null when a lag is declared for all rows
 * @param features which column is which feature, where the names differ
 * @param without columns that are no features
 */
record FeatureRoles(
        @Nullable String symbolColumn,
        @Nullable Symbol symbol,
        String timeColumn,
        @Nullable String createdColumn,
        Map<String, String> features,
        Set<String> without) {
    FeatureRoles {
        features = Map.copyOf(features);
        without = Set.copyOf(without);
    }

    /** Whether a column says whose or when a row is. */
    boolean isKey(String column) {
        return column.equals(symbolColumn) || column.equals(timeColumn) || column.equals(createdColumn);
    }

    /** Whether a column may be a feature. */
    boolean mayBeFeature(String column) {
        return !isKey(column) && !without.contains(column);
    }

    /** What a column would be called as a feature. */
    String feature(String column) {
        return features.getOrDefault(column, column);
    }

    /** Refuses a column that was declared as two things; only the time of a row may be its created timestamp too. */
    void requireApart() {
        List<String> keys = new ArrayList<>(List.of(timeColumn));
        if (symbolColumn != null) {
            keys.add(symbolColumn);
        }
        keys.addAll(features.keySet());
        keys.addAll(without);
        if (createdColumn != null && !createdColumn.equals(timeColumn)) {
            keys.add(createdColumn);
        }
        for (String key : keys) {
            if (keys.indexOf(key) != keys.lastIndexOf(key)) {
                throw IngestErrors.doubleRole(key);
            }
        }
    }

    /** Refuses a table that lacks a declared column, or has two of its name. */
    void requireIn(String input, List<SourceColumn> columns) {
        List<String> names = columns.stream().map(SourceColumn::name).toList();
        List<String> declared = new ArrayList<>();
        if (symbolColumn != null) {
            declared.add(symbolColumn);
        }
        declared.add(timeColumn);
        if (createdColumn != null) {
            declared.add(createdColumn);
        }
        features.keySet().stream().sorted().forEach(declared::add);
        without.stream().sorted().forEach(declared::add);
        for (String name : declared) {
            if (!names.contains(name)) {
                throw IngestErrors.missingColumn(input, name, List.of(), names);
            }
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw IngestErrors.ambiguousColumn(input, name, names);
            }
        }
    }
}
