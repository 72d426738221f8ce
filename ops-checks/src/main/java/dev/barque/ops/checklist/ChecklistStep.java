package dev.barque.ops.checklist;

import java.util.Optional;

/** Does the work of a {@link ChecklistItem.Work} or {@link ChecklistItem.Maintain}. Doing it again must do no harm. */
@FunctionalInterface
public interface ChecklistStep {
    /** Does it and says what was done, in a sentence. Throwing means that it failed, and does not keep the others from being done. */
    String run();

    /** What {@link #run} would do now, in a sentence, having changed nothing; empty where that cannot be told. Throwing means that it cannot be done. */
    default Optional<String> plan() {
        return Optional.empty();
    }
}
