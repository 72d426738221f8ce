package dev.barque.ops.checklist;

/** Does the work of a {@link ChecklistItem.Work}. Doing it again must do no harm. */
@FunctionalInterface
public interface ChecklistStep {
    /** Does it and says what was done, in a sentence. Throwing means that it failed, and does not keep the others from being done. */
    String run();
}
