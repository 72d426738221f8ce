package dev.barque.ops.checklist;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One line of a checklist. */
public sealed interface ChecklistItem {
    /** Unique within its checklist: lower-case letters, digits and dashes. */
    String id();

    /** What it is about, in a sentence or a question. */
    String what();

    /**
     * Health checks answer it.
     *
     * @param checks their ids; those that a system does not have are passed over, and when none is left a person has to look
     */
    record Look(String id, String what, Set<String> checks) implements ChecklistItem {
        /** Copies the set; an empty one is refused. */
        public Look {
            require(id, what);
            checks = Set.copyOf(checks);
            if (checks.isEmpty()) {
                throw new IllegalArgumentException("The item '" + id + "' must name at least one check");
            }
        }
    }

    /**
     * Work that the host may do: see {@link ChecklistStep}.
     *
     * @param how what a person does where the host does not
     */
    record Work(String id, String what, String how) implements ChecklistItem {
        /** Refuses blank texts. */
        public Work {
            require(id, what);
            require(id, how);
        }
    }

    /**
     * A maintenance task does it: planned each time, applied only when that is asked for.
     *
     * @param task its id
     * @param settings those that differ from what the task has by itself
     */
    record Maintain(String id, String what, String task, Map<String, String> settings) implements ChecklistItem {
        /** Copies the map; refuses blank texts. */
        public Maintain {
            require(id, what);
            require(id, task);
            settings = Map.copyOf(settings);
        }

        /** With the settings that the task has by itself. */
        public Maintain(String id, String what, String task) {
            this(id, what, task, Map.of());
        }
    }

    /**
     * Only a person can do it.
     *
     * @param how what to do, and with which command
     */
    record Person(String id, String what, String how) implements ChecklistItem {
        /** Refuses blank texts. */
        public Person {
            require(id, what);
            require(id, how);
        }
    }

    private static void require(String id, String text) {
        if (!Pattern.matches("[a-z0-9][a-z0-9-]{0,99}", id)) {
            throw new IllegalArgumentException(
                    "The id of an item is 1 to 100 lower-case letters, digits or '-' but was '" + id + "'");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("The item '" + id + "' must say something but is blank");
        }
    }
}
