package dev.barque.store;

/** What was done about a finding. */
public enum RepairOutcome {
    /** A file that a killed writer left aside was deleted. */
    REMOVED_TEMPORARY,
    /** The data file proved by itself to be whole and in its place, and has a manifest again. */
    RESTORED_MANIFEST,
    /** New rows took the place of the damaged file, which stays in quarantine. */
    REGENERATED,
    /** The damaged file was moved to quarantine and nothing has replaced it. */
    QUARANTINED,
    /** Nothing was done; the text says why. */
    LEFT
}
