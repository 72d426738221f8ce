package dev.barque.store.ingest;

/** Under which date bars are filed, and what becomes of one that is there already. */
public enum FilingRule {
    /** Under the UTC date on which each became complete; one that is there is not filed twice, one that changed is replaced. */
    OWN_DATES,
    /**
     * As the published system does: all of an input under the date of its first record, and again each time it is taken in.
     * Only to see what that system would have made of an input.
     */
    PUBLISHED
}
