package dev.barque.core.trial;

import java.util.Objects;

/**
 * A trial in a ledger.
 *
 * @param number counted from 1, without gaps
 * @param trial what was run
 * @param seal what proves this entry and all before it: whoever keeps number and seal somewhere else can show later that none of
 *     them was altered or taken out
 */
public record TrialEntry(long number, Trial trial, String seal) {
    /** Refuses nulls and numbers below 1. */
    public TrialEntry {
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(seal, "seal");
        if (number < 1) {
            throw new IllegalArgumentException("Entries are counted from 1, but this one is " + number);
        }
    }
}
