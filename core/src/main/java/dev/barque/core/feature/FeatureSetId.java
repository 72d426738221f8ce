package dev.barque.core.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import java.util.regex.Pattern;

/**
 * The version of a feature set, such as {@code v0.1.0}.
 *
 * @param value 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit
 */
public record FeatureSetId(String value) implements Comparable<FeatureSetId> {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Checks the name; throws {@link BarqueException} with code {@code core.bad-feature-set-id}. */
    public FeatureSetId {
        if (!ALLOWED.matcher(value).matches()) {
            throw CoreErrors.badFeatureSetId(value);
        }
    }

    /** The id of this name. */
    public static FeatureSetId of(String value) {
        return new FeatureSetId(value);
    }

    @Override
    public int compareTo(FeatureSetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
