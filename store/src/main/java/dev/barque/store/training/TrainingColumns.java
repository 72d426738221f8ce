package dev.barque.store.training;

import dev.barque.core.feature.FeatureType;
import dev.barque.store.asof.Spine;
import dev.barque.store.internal.StoreErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a training set in their order.
 *
 * @param labels those of the spine
 * @param groups the features
 */
record TrainingColumns(List<Label> labels, List<TrainingSet.Group> groups) {
    static final String SYMBOL = "symbol";
    static final String TIME = "time";
    static final String KNOWN_AT = "known_at";
    static final String FEATURE_TIME = "feature_event_time";
    static final String FEATURE_KNOWN_AT = "feature_known_at";

    /**
     * A label.
     *
     * @param type a number where all of its values are such, else text
     */
    record Label(String name, FeatureType type) {}

    /** Throws {@code store.bad-training-set} where two columns have one name. */
    static TrainingColumns of(Spine spine, List<TrainingSet.Group> groups) {
        List<Label> labels = new ArrayList<>();
        spine.labels().forEach((name, values) -> labels.add(new Label(name, typeOf(values))));
        Set<String> names = new HashSet<>(Set.of(SYMBOL, TIME, KNOWN_AT));
        labels.forEach(label -> requireNew(names, label.name()));
        for (TrainingSet.Group group : groups) {
            requireNew(names, group.column(FEATURE_TIME));
            requireNew(names, group.column(FEATURE_KNOWN_AT));
            group.fields().forEach(field -> requireNew(names, group.column(field)));
        }
        return new TrainingColumns(List.copyOf(labels), List.copyOf(groups));
    }

    private static void requireNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw StoreErrors.badTrainingSet("two of its columns have the name " + name);
        }
    }

    private static FeatureType typeOf(List<String> values) {
        FeatureType type = FeatureType.INT64;
        for (String value : values) {
            if (!value.isEmpty() && type == FeatureType.INT64 && !isWhole(value)) {
                type = FeatureType.FLOAT64;
            }
            if (!value.isEmpty() && type == FeatureType.FLOAT64 && !isNumber(value)) {
                return FeatureType.STRING;
            }
        }
        return values.stream().allMatch(String::isEmpty) ? FeatureType.STRING : type;
    }

    /** Whole numbers that are written as such: an id with zeros before it stays a text. */
    private static boolean isWhole(String value) {
        try {
            return Long.toString(Long.parseLong(value)).equals(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNumber(String value) {
        char last = value.charAt(value.length() - 1);
        boolean leadingZero = value.length() > 1 && value.charAt(0) == '0' && Character.isDigit(value.charAt(1));
        if (leadingZero || Character.isWhitespace(last) || last == 'd' || last == 'D' || last == 'f' || last == 'F') {
            return false;
        }
        try {
            Double.parseDouble(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
