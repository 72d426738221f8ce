package dev.barque.core.feature;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One named feature of a schema.
 *
 * @param name dotted path such as {@code hedge.present.hedge_force}; the parts are lower-case letters, digits and
 *     underscores, and become nested groups in files
 * @param type what it holds
 * @param unit such as {@code USD}, {@code bps}, {@code bars}, {@code 1} for a pure number, empty for text
 */
public record FeatureField(String name, FeatureType type, String unit) {
    private static final Pattern PATH = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    /** Refuses a name that is not a dotted path. */
    public FeatureField {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        if (!PATH.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A feature name is a dotted path of lower-case words such as hedge.present.conf but was '" + name
                            + "'");
        }
    }
}
