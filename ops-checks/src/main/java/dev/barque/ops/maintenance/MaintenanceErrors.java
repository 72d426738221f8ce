package dev.barque.ops.maintenance;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The messages of this package. */
final class MaintenanceErrors {
    private MaintenanceErrors() {}

    static BarqueException missingResource(Class<?> type, Collection<Class<?>> given) {
        return new BarqueException(
                "maintenance.missing-resource",
                Concern.CALLER,
                "Cannot get a " + type.getName() + " from the maintenance context: it holds " + names(given)
                        + ". Add one to the context, and name the type among the needs of the task.");
    }

    static BarqueException lacking(String task, Collection<Class<?>> lacking) {
        return new BarqueException(
                "maintenance.missing-resource",
                Concern.CALLER,
                "Cannot plan or apply '" + task + "': it needs " + names(lacking)
                        + ", which the context does not hold. Add it to the context.");
    }

    static BarqueException badSetting(String name, String value, String expected) {
        return new BarqueException(
                "maintenance.bad-setting",
                Concern.CALLER,
                "Cannot take '" + value + "' for the setting '" + name + "': expected " + expected + ".");
    }

    static BarqueException unknownSetting(String task, String name, Collection<String> known) {
        return new BarqueException(
                "maintenance.bad-setting",
                Concern.CALLER,
                "Cannot set '" + name + "' of the task '" + task + "': it has "
                        + (known.isEmpty() ? "no settings" : "the settings " + String.join(", ", new TreeSet<>(known)))
                        + ".");
    }

    static BarqueException noSuchTask(String id, Collection<String> there) {
        return new BarqueException(
                "maintenance.no-such-task",
                Concern.CALLER,
                "Cannot find the maintenance task '" + id + "'. There are: "
                        + (there.isEmpty() ? "none" : String.join(", ", there)) + ".");
    }

    static BarqueException duplicateId(String id, String first, String second) {
        return new BarqueException(
                "maintenance.duplicate-task",
                Concern.OPERATOR,
                "Cannot collect the maintenance tasks: " + first + " and " + second + " both call themselves '" + id
                        + "'. Expected one task for an id. Leave one of them out, or give it another id.");
    }

    static BarqueException broken(String task, String doing, @Nullable Throwable problem) {
        return new BarqueException(
                "maintenance.broken-task",
                Concern.PLUGIN,
                "The maintenance task '" + task + "' broke while " + doing + ": " + problem
                        + ". Plan again to see what is left to do, and tell its author.",
                problem);
    }

    static BarqueException stopped(String doing) {
        return new BarqueException(
                "maintenance.stopped", Concern.OPERATOR, "Stopped while " + doing + ", as asked; nothing was changed.");
    }

    static BarqueException busy(Path lock) {
        return new BarqueException(
                "maintenance.busy",
                Concern.OPERATOR,
                "Cannot apply a maintenance task: another one is being applied to the same home, which holds " + lock
                        + ". Nothing was changed. Wait until it is through.");
    }

    static BarqueException cannotJournal(Path file, Throwable cause) {
        return new BarqueException(
                "maintenance.cannot-journal",
                Concern.OPERATOR,
                "Cannot write down in " + file + " what maintenance does: " + cause
                        + ". No step is done that is not written down first. See to the disk and its rights, and apply again.",
                cause);
    }

    private static String names(Collection<Class<?>> types) {
        return types.isEmpty()
                ? "nothing"
                : String.join(", ", types.stream().map(Class::getName).sorted().toList());
    }
}
