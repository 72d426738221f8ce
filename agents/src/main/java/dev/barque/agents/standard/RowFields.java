package dev.barque.agents.standard;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureRow;

/** Reading a feature that must be there. */
final class RowFields {
    private RowFields() {}

    /** The value, or an error that names the feature and the row. */
    static double required(FeatureRow row, int field) {
        if (row.isNull(field)) {
            throw missing(row, field);
        }
        return row.float64(field);
    }

    /** The text; a null reads as the word that the published system makes of it. */
    static String textOrNone(FeatureRow row, int field) {
        return row.isNull(field) ? "None" : row.string(field);
    }

    static BarqueException missing(FeatureRow row, int field) {
        return new BarqueException(
                "agents.missing-value",
                Concern.DATA,
                "Cannot look at " + row + ": " + row.schema().field(field).name()
                        + " is null, and the published rules need it. Regenerate the row, or use the profile V1, whose agents"
                        + " abstain when an input is missing.");
    }
}
