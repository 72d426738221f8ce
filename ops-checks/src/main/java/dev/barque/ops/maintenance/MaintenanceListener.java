package dev.barque.ops.maintenance;

/** Hears how far an apply is, one call at a time, on the thread that applies. What it throws ends the apply between two steps. */
public interface MaintenanceListener {
    /** A step begins: so many of all were gone through before it. */
    default void began(PlannedStep step, int before, int all) {}

    /** A step is over. */
    default void ended(PlannedStep step, StepOutcome outcome, int done, int all) {}
}
