package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.PlannedStep;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans and what came of them, for people and for scripts. */
final class MaintainText {
    private static final int SHOWN = 40;

    private MaintainText() {}

    static String plan(String task, MaintenancePlan plan) {
        StringBuilder text = new StringBuilder(task).append(": ");
        int steps = plan.steps().size();
        text.append(
                steps == 0
                        ? "nothing to do"
                        : steps
                                + (steps == 1 ? " step" : " steps")
                                + (plan.bytes() > 0 ? ", " + size(plan.bytes()) + " to be freed" : ""));
        if (steps > 0) {
            Table table = Table.ofTexts("where", "what", "count", "bytes").numbersIn(column -> column > 1);
            for (PlannedStep step : plan.steps().subList(0, Math.min(SHOWN, steps))) {
                table.row(step.where(), step.action(), step.count(), step.bytes() == 0 ? "" : step.bytes());
            }
            text.append('\n').append(table.text());
            if (steps > SHOWN) {
                text.append("\nand ").append(steps - SHOWN).append(" more; --json lists all.");
            }
        }
        return text.append(notes(plan.notes())).toString();
    }

    static String report(MaintenanceReport report) {
        StringBuilder text = new StringBuilder(report.task()).append(": ");
        if (report.planned() == 0) {
            text.append("nothing to do");
        } else {
            text.append(report.steps().size())
                    .append(" of ")
                    .append(report.planned())
                    .append(" steps");
            if (report.bytes() != 0) {
                text.append(", ").append(size(report.bytes())).append(" freed");
            }
            Table table = Table.ofTexts("where", "result", "what was done, or why not");
            report.steps().stream()
                    .limit(SHOWN)
                    .forEach(step -> table.row(
                            step.step().where(), word(step), step.outcome().text()));
            text.append('\n').append(table.text());
            if (report.steps().size() > SHOWN) {
                text.append("\nand ").append(report.steps().size() - SHOWN).append(" more; --json lists all.");
            }
        }
        return text.append(notes(report.notes())).toString();
    }

    private static String notes(List<String> notes) {
        StringBuilder text = new StringBuilder();
        notes.stream().limit(SHOWN).forEach(note -> text.append("\n  note: ").append(note));
        if (notes.size() > SHOWN) {
            text.append("\n  and ").append(notes.size() - SHOWN).append(" more notes; --json lists all.");
        }
        return text.toString();
    }

    static Map<String, @Nullable Object> tree(String task, MaintenancePlan plan) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("task", task);
        tree.put("bytes", plan.bytes());
        tree.put("count", plan.count());
        tree.put("steps", plan.steps().stream().map(MaintainText::tree).toList());
        tree.put("notes", plan.notes());
        return tree;
    }

    static Map<String, @Nullable Object> tree(MaintenanceReport report) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("task", report.task());
        tree.put("run", report.run());
        tree.put("complete", report.isComplete());
        tree.put("planned", report.planned());
        tree.put("bytes", report.bytes());
        tree.put(
                "steps",
                report.steps().stream()
                        .map(step -> {
                            Map<String, @Nullable Object> one = tree(step.step());
                            one.put("result", word(step));
                            one.put("freed", step.outcome().bytes());
                            one.put("text", step.outcome().text());
                            return one;
                        })
                        .toList());
        tree.put("notes", report.notes());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(PlannedStep step) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("where", step.where());
        tree.put("action", step.action());
        tree.put("bytes", step.bytes());
        tree.put("count", step.count());
        return tree;
    }

    private static String word(MaintenanceReport.Applied step) {
        return step.outcome().result().name().toLowerCase(Locale.ROOT);
    }

    private static String size(long bytes) {
        return Math.abs(bytes) < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
}
