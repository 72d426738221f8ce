package dev.barque.ops.checklist;

import dev.barque.ops.HealthRunner;
import dev.barque.ops.checklist.ChecklistReport.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A list to go through. Checks of its group that no item names come last, so that a check that a host adds is not forgotten.
 *
 * @param name such as {@code morning}
 * @param group the health group whose checks belong to it
 * @param items in the order in which they are gone through
 */
public record Checklist(String name, String group, List<ChecklistItem> items) {
    /** Copies the list; two items of one id are refused. */
    public Checklist {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        items = List.copyOf(items);
        Set<String> ids = new HashSet<>();
        for (ChecklistItem item : items) {
            if (!ids.add(item.id())) {
                throw new IllegalArgumentException("The checklist " + name + " has two items '" + item.id() + "'");
            }
        }
    }

    /** This list and one item more, at its end. */
    public Checklist with(ChecklistItem item) {
        List<ChecklistItem> more = new ArrayList<>(items);
        more.add(item);
        return new Checklist(name, group, more);
    }

    /**
     * Goes through it on the calling thread: first the checks, all at once, then the steps one after the other.
     *
     * @param runner has the checks; those that items name and it does not have are left to a person
     * @param steps what the host does, by the id of the item; empty to change nothing
     */
    public ChecklistReport run(HealthRunner runner, Map<String, ChecklistStep> steps) {
        return new ChecklistRun(ChecklistStep::run, Outcome.DONE).of(this, runner, steps);
    }

    /** As {@link #run}, but asks each step only for its plan, so that nothing is changed; what has none is left to a person. */
    public ChecklistReport plan(HealthRunner runner, Map<String, ChecklistStep> steps) {
        return new ChecklistRun(step -> step.plan().orElse(""), Outcome.PLANNED).of(this, runner, steps);
    }
}
