package dev.barque.ops.checklist;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.checklist.ChecklistReport.Line;
import dev.barque.ops.checklist.ChecklistReport.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One time through a checklist. */
final class ChecklistRun {
    private ChecklistRun() {}

    static ChecklistReport of(Checklist list, HealthRunner runner, Map<String, ChecklistStep> steps) {
        List<ChecklistItem> items = new ArrayList<>(list.items());
        Set<String> wanted = new TreeSet<>();
        for (ChecklistItem item : items) {
            if (item instanceof ChecklistItem.Look look) {
                wanted.addAll(look.checks());
            }
        }
        Set<String> there = new HashSet<>();
        Set<String> others = new TreeSet<>();
        for (CheckState check : runner.latest().checks()) {
            there.add(check.id());
            if (check.result().check().groups().contains(list.group()) && !wanted.contains(check.id())) {
                others.add(check.id());
            }
        }
        if (!others.isEmpty()) {
            items.add(new ChecklistItem.Look("other-checks", "What else belongs to " + list.group() + ".", others));
        }
        wanted.addAll(others);
        wanted.retainAll(there);
        HealthReport health = runner.runOnly(wanted);
        return new ChecklistReport(
                list.name(),
                health,
                items.stream().map(item -> line(item, health, steps)).toList());
    }

    private static Line line(ChecklistItem item, HealthReport health, Map<String, ChecklistStep> steps) {
        if (item instanceof ChecklistItem.Look look) {
            return look(look, health);
        }
        if (item instanceof ChecklistItem.Work work) {
            ChecklistStep step = steps.get(work.id());
            return step == null ? line(item, Outcome.TO_DO, work.how()) : work(work, step);
        }
        return line(item, Outcome.TO_DO, ((ChecklistItem.Person) item).how());
    }

    private static Line look(ChecklistItem.Look look, HealthReport health) {
        List<CheckState> checks = health.checks().stream()
                .filter(check -> look.checks().contains(check.id()))
                .toList();
        if (checks.isEmpty()) {
            String ids = String.join(", ", new TreeSet<>(look.checks()));
            return line(
                    look,
                    Outcome.TO_DO,
                    "Nothing here could look at it: " + ids + " would, in a process that has what it looks at. Look at"
                            + " that one.");
        }
        List<CheckState> alarming =
                checks.stream().filter(CheckState::isAlarming).toList();
        CheckState shown = alarming.isEmpty() ? checks.get(0) : alarming.get(0);
        String text = alarming.isEmpty() && checks.size() > 1
                ? checks.size() + " checks found nothing."
                : shown.id() + ": " + shown.text();
        return new Line(look.id(), look.what(), alarming.isEmpty() ? Outcome.FINE : Outcome.TROUBLE, text, checks);
    }

    /** Steps are the host's code: whatever goes wrong in one is said, and the others are done. */
    private static Line work(ChecklistItem.Work work, ChecklistStep step) {
        try {
            return line(work, Outcome.DONE, step.run());
        } catch (BarqueException e) {
            return line(work, Outcome.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return line(work, Outcome.FAILED, "It broke: " + e + ". By hand: " + work.how());
        }
    }

    private static Line line(ChecklistItem item, Outcome outcome, String text) {
        return new Line(item.id(), item.what(), outcome, text, List.of());
    }
}
