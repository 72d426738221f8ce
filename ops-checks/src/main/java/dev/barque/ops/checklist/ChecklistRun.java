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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a checklist.
 *
 * @param ask what is asked of a step; an empty answer leaves it to a person
 * @param answered what an answer comes to
 */
record ChecklistRun(Function<ChecklistStep, String> ask, Outcome answered) {
    ChecklistReport of(Checklist list, HealthRunner runner, Map<String, ChecklistStep> steps) {
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

    private Line line(ChecklistItem item, HealthReport health, Map<String, ChecklistStep> steps) {
        if (item instanceof ChecklistItem.Look look) {
            return look(look, health);
        }
        if (item instanceof ChecklistItem.Work work) {
            return work(item, work.how(), steps.get(item.id()));
        }
        if (item instanceof ChecklistItem.Maintain maintain) {
            String how = "Run 'barque maintain apply " + maintain.task() + "' with what it needs.";
            return work(item, how, steps.get(item.id()));
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
    private Line work(ChecklistItem item, String how, @Nullable ChecklistStep step) {
        if (step == null) {
            return line(item, Outcome.TO_DO, how);
        }
        try {
            String text = ask.apply(step);
            return text.isEmpty() ? line(item, Outcome.TO_DO, how) : line(item, answered, text);
        } catch (BarqueException e) {
            return line(item, failed(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return line(item, failed(), "It broke: " + e + ". By hand: " + how);
        }
    }

    /** What cannot be planned is nobody's failure yet: a person has to look. */
    private Outcome failed() {
        return answered == Outcome.PLANNED ? Outcome.TO_DO : Outcome.FAILED;
    }

    private static Line line(ChecklistItem item, Outcome outcome, String text) {
        return new Line(item.id(), item.what(), outcome, text, List.of());
    }
}
