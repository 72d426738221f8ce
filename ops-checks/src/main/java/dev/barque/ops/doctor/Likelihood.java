package dev.barque.ops.doctor;

import java.util.Locale;

/** How sure a cause is, from the surest to the least. */
public enum Likelihood {
    /** The data show it, and nothing else would explain the same. */
    CERTAIN,
    /** The data point to it; something else could look the same. */
    LIKELY,
    /** Nothing speaks against it. */
    POSSIBLE;

    /** As it stands in JSON: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
