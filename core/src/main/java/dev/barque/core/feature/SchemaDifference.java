package dev.barque.core.feature;

import java.util.Objects;

/**
 * One way in which a schema is not another.
 *
 * @param kind in what
 * @param field name of the feature; empty for a difference of versions
 * @param before what it was: a type, a unit, a place counted from 1; empty for one that was not there
 * @param after what it is
 */
public record SchemaDifference(Kind kind, String field, String before, String after) {
    /** Nulls are refused. */
    public SchemaDifference {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** In what two schemas can differ. */
    public enum Kind {
        /** The versions have other names: other formulas may stand behind the same fields. */
        OTHER_VERSION,
        /** The feature is not there any more. */
        REMOVED,
        /** The feature was not there. */
        ADDED,
        /** The feature has another type. */
        RETYPED,
        /** The feature is measured in another unit. */
        UNIT_CHANGED,
        /** The feature stands in another place among those that both have. */
        MOVED
    }

    /** The difference in words. */
    public String message() {
        return switch (kind) {
            case OTHER_VERSION -> "the version is " + after + " in place of " + before;
            case REMOVED -> field + " is missing (it was " + before + ")";
            case ADDED -> field + " is extra (" + after + ")";
            case RETYPED -> field + " is " + after + " in place of " + before;
            case UNIT_CHANGED -> field + " is in " + quoted(after) + " in place of " + quoted(before);
            case MOVED -> field + " is field " + after + " in place of " + before;
        };
    }

    private static String quoted(String unit) {
        return "'" + unit + "'";
    }
}
