package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A feature row as text and as JSON. */
final class RowText {
    private RowText() {}

    /** Whose row it is and its three times. */
    static String head(FeatureRow row) {
        return row.symbol() + " in " + row.set().id() + ": event time " + row.eventTime() + ", known at "
                + row.knownAt() + ", ingested at " + UtcMicros.toInstant(row.ingestedMicros()) + ", sequence "
                + row.sequence();
    }

    /** All features. */
    static String table(FeatureRow row) {
        Table table = Table.ofTexts("feature", "value", "unit");
        for (int i = 0; i < row.schema().size(); i++) {
            FeatureField field = row.schema().field(i);
            table.row(field.name(), text(row, i), field.unit());
        }
        return table.text();
    }

    private static String text(FeatureRow row, int field) {
        if (!row.isNull(field) && row.schema().field(field).type() == FeatureType.INTERVAL_LIST) {
            return row.intervals(field).stream()
                    .map(zone -> zone.lo() + ".." + zone.hi())
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return Objects.toString(row.value(field), "(null)");
    }

    /** All of it. */
    static Map<String, @Nullable Object> tree(FeatureRow row) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", row.symbol().value());
        tree.put("feature_set", row.set().id().value());
        tree.put("event_time", row.eventTime().toString());
        tree.put("known_at", row.knownAt().toString());
        tree.put("ingested_at", UtcMicros.toInstant(row.ingestedMicros()).toString());
        tree.put("sequence", row.sequence());
        tree.put("features", features(row));
        return tree;
    }

    /** The features by their dotted names. */
    static Map<String, @Nullable Object> features(FeatureRow row) {
        Map<String, @Nullable Object> features = JsonText.object();
        for (int i = 0; i < row.schema().size(); i++) {
            features.put(row.schema().field(i).name(), value(row, i));
        }
        return features;
    }

    private static @Nullable Object value(FeatureRow row, int field) {
        if (row.isNull(field)) {
            return null;
        }
        return switch (row.schema().field(field).type()) {
            case FLOAT64 -> JsonText.number(row.float64(field));
            case INT64, BOOL, STRING, STRING_LIST -> row.value(field);
            case FLOAT64_LIST -> {
                List<@Nullable Object> numbers = new ArrayList<>();
                for (int i = 0; i < row.length(field); i++) {
                    numbers.add(JsonText.number(row.float64(field, i)));
                }
                yield numbers;
            }
            case INTERVAL_LIST -> {
                List<@Nullable Object> zones = new ArrayList<>();
                for (int i = 0; i < row.length(field); i++) {
                    List<@Nullable Object> ends = new ArrayList<>();
                    ends.add(JsonText.number(row.lo(field, i)));
                    ends.add(JsonText.number(row.hi(field, i)));
                    zones.add(ends);
                }
                yield zones;
            }
        };
    }
}
