package dev.barque.core.feature;

import java.util.Objects;

/** What became of a row that was to be turned into one of another version. */
public sealed interface MigrationOutcome {
    /**
     * It became this one.
     *
     * @param row of the new version
     */
    record Migrated(FeatureRow row) implements MigrationOutcome {
        /** Nulls are refused. */
        public Migrated {
            Objects.requireNonNull(row, "row");
        }
    }

    /**
     * It cannot be turned.
     *
     * @param row which one
     * @param reason what is missing, and where; not blank
     */
    record Refused(RowId row, String reason) implements MigrationOutcome {
        /** Refuses a blank reason. */
        public Refused {
            Objects.requireNonNull(row, "row");
            if (reason.isBlank()) {
                throw new IllegalArgumentException("A refusal of " + row + " must say why");
            }
        }
    }
}
