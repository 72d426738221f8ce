package dev.barque.ops.maintenance;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of maintenance. Found by {@link java.util.ServiceLoader} (a public class with a public constructor without parameters) or
 * handed to {@link MaintenanceTasks} as an object.
 *
 * <p>What an implementation promises:
 * <ul>
 *   <li>{@link #plan} changes nothing, and gives the same plan for the same state.
 *   <li>{@link #apply} does one step as a whole or not at all. What replaces something is on the device and was read back before what
 *       it replaces goes. A process that is killed in the middle leaves the old state or the new one, and the next plan names what is
 *       left to do.
 *   <li>A step that is done already, or whose state has changed since it was planned, is {@link StepOutcome.Result#UNNEEDED} and changes
 *       nothing. {@code apply} looks again at all that makes the step right.
 *   <li>It touches files through {@link MaintenanceContext#files} and reads the time from {@link MaintenanceContext#clock} only.
 * </ul>
 * Implementations hold no state and are safe for use by several threads. The suite is {@code MaintenanceConformance} of the testkit.
 */
public interface MaintenanceTask {
    /** What it does. Always equal, cheap, and asked for once, before anything else. */
    Descriptor descriptor();

    /** What it would do now. Throws a {@link dev.barque.core.error.BarqueException} where it must not do anything, with the reason. */
    MaintenancePlan plan(MaintenanceContext context);

    /**
     * Does one step of an earlier plan, perhaps one of another process. Throwing a {@link dev.barque.core.error.BarqueException} leaves
     * that step as it was and does not keep the others from being done.
     */
    StepOutcome apply(PlannedStep step, MaintenanceContext context);

    /**
     * What a task does and what it takes.
     *
     * @param id stable, unique, such as {@code feature-retention}: lower-case letters, digits and dashes, at most 100
     * @param purpose one sentence
     * @param needs the types that it gets from {@link MaintenanceContext#get}, beside the home
     * @param settings what can be set
     * @param groups names by which an operator selects tasks, such as {@code evening} or {@code weekly}; may be empty
     */
    record Descriptor(String id, String purpose, Set<Class<?>> needs, List<Setting> settings, Set<String> groups) {
        private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

        /** Copies the collections and refuses what the parameters do not allow. */
        public Descriptor {
            needs = Set.copyOf(needs);
            settings = List.copyOf(settings);
            groups = Set.copyOf(groups);
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "A task's id is 1 to 100 lower-case letters, digits or '-' but was '" + id + "'");
            }
            if (!purpose.endsWith(".")) {
                throw new IllegalArgumentException(
                        "The purpose of task " + id + " must be a sentence but was '" + purpose + "'");
            }
        }
    }

    /**
     * Something that can be set.
     *
     * @param name such as {@code keep-days}
     * @param meaning for people, with the unit
     * @param whenAbsent the value when it is not set; empty for none
     */
    record Setting(String name, String meaning, String whenAbsent) {
        /** Nulls are refused. */
        public Setting {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(meaning, "meaning");
            Objects.requireNonNull(whenAbsent, "whenAbsent");
        }
    }
}
