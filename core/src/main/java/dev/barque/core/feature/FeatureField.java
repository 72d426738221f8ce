package dev.barque.core.feature;

import dev.barque.core.internal.CoreErrors;
import dev.barque.core.internal.Printable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One named feature of a schema.
 *
 * @param name dotted path such as {@code hedge.present.hedge_force}; the parts are lower-case letters, digits and
 *     underscores, and become nested groups in files
 * @param type what it holds
 * @param unit such as {@code USD}, {@code bps}, {@code bars}, {@code 1} for a pure number, empty for text; printable
 */
public record FeatureField(String name, FeatureType type, String unit) {
    private static final Pattern PATH = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    /** Refuses a name that is not a dotted path, and a unit that is not printable: fingerprints are made of lines. */
    public FeatureField {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        if (!PATH.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A feature name is a dotted path of lower-case words such as hedge.present.conf but was "
                            + CoreErrors.quoted(name));
        }
        if (!unit.codePoints().allMatch(Printable::is)) {
            throw new IllegalArgumentException(
                    "The unit of " + name + " must be printable but was " + CoreErrors.quoted(unit));
        }
    }
}
