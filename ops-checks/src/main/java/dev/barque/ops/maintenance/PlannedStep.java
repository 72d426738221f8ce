package dev.barque.ops.maintenance;

import java.util.Objects;

/**
 * One piece of work of a task: what is done of it is done as a whole or not at all.
 *
 * @param where what it is done to, such as a path below the home; the same work has the same name in every plan, and no other has it
 * @param action what would be done, in words
 * @param bytes how many it sets free, about; negative when it takes some, 0 when nobody knows
 * @param count how many things it is about, such as files or rows
 */
public record PlannedStep(String where, String action, long bytes, long count) {
    /** Nulls and blanks are refused. */
    public PlannedStep {
        Objects.requireNonNull(action, "action");
        if (where.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("A step says where and what, but was '" + where + "', '" + action + "'");
        }
    }
}
