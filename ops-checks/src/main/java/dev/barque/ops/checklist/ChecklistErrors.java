package dev.barque.ops.checklist;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.StepOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The messages of this package. */
final class ChecklistErrors {
    private ChecklistErrors() {}

    static BarqueException leftUndone(MaintenanceReport report) {
        String left = report.steps().stream()
                .filter(step -> step.outcome().result() == StepOutcome.Result.LEFT)
                .limit(3)
                .map(step -> step.step().where() + ": " + step.outcome().text())
                .collect(Collectors.joining("; "));
        return new BarqueException(
                "checklist.left-undone",
                Concern.OPERATOR,
                "The task " + report.task() + " went through " + report.steps().size() + " of " + report.planned()
                        + " steps and left some undone (" + left
                        + "). Expected all of them. See to the reasons and run 'barque"
                        + " maintain apply " + report.task() + "'.");
    }

    static BarqueException cannotRead(Path file, IOException cause) {
        return new BarqueException(
                "checklist.cannot-read",
                Concern.OPERATOR,
                "Cannot read the checklist " + file + ": " + cause + ". Expected a file that this process may read.",
                cause);
    }

    static BarqueException invalid(String source, List<String> problems) {
        return new BarqueException(
                "checklist.invalid",
                Concern.CALLER,
                "The checklist " + source + " cannot be used:\n  " + String.join("\n  ", problems)
                        + "\nExpected name, group and items, each with id, what and one of checks, work, task or person;"
                        + " 'barque checklist show morning' prints one.");
    }

    static BarqueException noYaml(String source, LinkageError cause) {
        return new BarqueException(
                "checklist.no-yaml",
                Concern.OPERATOR,
                "Cannot read the checklist " + source + ": there is no YAML on the class path. Add the dependency"
                        + " tools.jackson.dataformat:jackson-dataformat-yaml.",
                cause);
    }
}
