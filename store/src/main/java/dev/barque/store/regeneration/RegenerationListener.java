package dev.barque.store.regeneration;

/**
 * Hears how far a regeneration is, one call at a time, on whatever thread is at work. What it throws ends the regeneration
 * after the partitions at work and reaches the caller: a way to cancel, and with a job to go on later.
 */
@FunctionalInterface
public interface RegenerationListener {
    /** A partition was computed and, where the mode says so, written. */
    void advanced(RegenerationProgress progress);
}
