package dev.barque.ops.maintenance;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.maintenance.MaintenanceReport.Applied;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.UUID;

/**
 * The maintenance tasks of a system. Each is asked for its descriptor once, when it is collected: listing them afterwards runs no plug-in
 * code.
 *
 * <pre>{@code
 * MaintenanceTasks tasks = MaintenanceTasks.discover(getClass().getClassLoader());
 * MaintenanceContext context = MaintenanceContext.builder(home, clock).set("keep-days", "60").build();
 * MaintenancePlan plan = tasks.plan("feature-retention", context);      // changes nothing
 * MaintenanceReport done = tasks.apply("feature-retention", context, new MaintenanceListener() {});
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. Work is done on the calling thread.
 */
public final class MaintenanceTasks {
    private final Map<String, TaskEntry> entries = new LinkedHashMap<>();

    private MaintenanceTasks(List<TaskEntry> entries) {
        for (TaskEntry entry : entries) {
            TaskEntry other = this.entries.putIfAbsent(entry.descriptor().id(), entry);
            if (other != null) {
                throw MaintenanceErrors.duplicateId(entry.descriptor().id(), other.plugin(), entry.plugin());
            }
        }
    }

    /** These tasks; throws {@code maintenance.duplicate-task} when two have one id. */
    public static MaintenanceTasks of(Collection<? extends MaintenanceTask> tasks) {
        return new MaintenanceTasks(tasks.stream().map(TaskEntry::of).toList());
    }

    /** The tasks that a class loader finds by {@link ServiceLoader}, those of Barque among them; throws as {@link #of}. */
    public static MaintenanceTasks discover(ClassLoader loader) {
        List<TaskEntry> found = new ArrayList<>();
        Iterator<MaintenanceTask> providers =
                ServiceLoader.load(MaintenanceTask.class, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    found.add(TaskEntry.of(providers.next()));
                }
            } catch (ServiceConfigurationError e) {
                // The loader goes on with the next provider after an error.
                found.add(TaskEntry.unusable("unusable-provider-" + (found.size() + 1), "a provider", e));
            }
        }
        return new MaintenanceTasks(found);
    }

    /** What the tasks do, in the order in which they were collected. */
    public List<MaintenanceTask.Descriptor> descriptors() {
        return entries.values().stream().map(TaskEntry::descriptor).toList();
    }

    /**
     * What a task would do now. Changes nothing. Throws {@code maintenance.no-such-task}, {@code maintenance.missing-resource},
     * {@code maintenance.bad-setting}, {@code maintenance.broken-task}, and what the task throws where it must not do anything.
     */
    public MaintenancePlan plan(String id, MaintenanceContext context) {
        TaskEntry entry = entry(id);
        return entry.plan(seenBy(entry, context));
    }

    /**
     * Plans anew and does what the plan says, step by step. Each step is written down in {@code HOME/maintenance/journal.jsonl} before it
     * is begun. A step that cannot be done is {@link StepOutcome.Result#LEFT} and the others go on. Stops between two steps when the
     * context says so, or when the listener throws.
     *
     * <p>Throws as {@link #plan}, {@code maintenance.busy} and {@code maintenance.cannot-journal}. Killed at any moment, the next apply
     * does what is left.
     */
    public MaintenanceReport apply(String id, MaintenanceContext context, MaintenanceListener listener) {
        TaskEntry entry = entry(id);
        MaintenanceContext seen = seenBy(entry, context);
        Path folder = MaintenanceJournal.folder(context.home());
        try {
            context.files().createDirectories(folder);
            context.files().syncDirectory(context.home());
            try (MaintenanceLock lock = MaintenanceLock.of(folder)) {
                MaintenancePlan plan = entry.plan(seen);
                return plan.steps().isEmpty()
                                && MaintenanceJournal.brokenOff(context.home(), context.files())
                                        .isEmpty()
                        ? new MaintenanceReport(id, "", List.of(), plan.notes(), 0)
                        : apply(entry, seen, plan, listener, lock);
            }
        } catch (IOException e) {
            throw MaintenanceErrors.cannotJournal(folder, e);
        }
    }

    private static MaintenanceReport apply(
            TaskEntry entry,
            MaintenanceContext context,
            MaintenancePlan plan,
            MaintenanceListener listener,
            @SuppressWarnings("UnusedVariable") MaintenanceLock held) {
        String id = entry.descriptor().id();
        String run = UUID.randomUUID().toString();
        int all = plan.steps().size();
        List<Applied> done = new ArrayList<>();
        try (MaintenanceJournal.Writer journal = new MaintenanceJournal.Writer(context.home(), context.files())) {
            Entries lines = new Entries(context, journal, run, id);
            lines.write("begun", "", all + " steps, " + plan.bytes() + " bytes");
            try {
                for (PlannedStep step : plan.steps()) {
                    if (context.isCancelled()) {
                        break;
                    }
                    listener.began(step, done.size(), all);
                    lines.write("step", step.where(), step.action());
                    StepOutcome outcome = outcome(entry, step, context);
                    lines.write(outcome.result().name().toLowerCase(Locale.ROOT), step.where(), outcome.text());
                    done.add(new Applied(step, outcome));
                    listener.ended(step, outcome, done.size(), all);
                }
            } finally {
                lines.end(done.size() + " of " + all + " steps gone through");
            }
        }
        return new MaintenanceReport(id, run, done, plan.notes(), all);
    }

    private static StepOutcome outcome(TaskEntry entry, PlannedStep step, MaintenanceContext context) {
        try {
            return entry.apply(step, context);
        } catch (BarqueException e) {
            return StepOutcome.left(e.getMessage() + " [" + e.code() + "]");
        }
    }

    private static MaintenanceContext seenBy(TaskEntry entry, MaintenanceContext context) {
        List<Class<?>> lacking = entry.descriptor().needs().stream()
                .filter(type -> !context.has(type))
                .toList();
        if (!lacking.isEmpty()) {
            throw MaintenanceErrors.lacking(entry.descriptor().id(), lacking);
        }
        return context.of(entry.descriptor());
    }

    private TaskEntry entry(String id) {
        TaskEntry entry = entries.get(id);
        if (entry == null) {
            throw MaintenanceErrors.noSuchTask(id, entries.keySet());
        }
        return entry;
    }

    /** The lines of one apply. */
    private record Entries(MaintenanceContext context, MaintenanceJournal.Writer journal, String run, String task) {
        void write(String event, String where, String text) {
            journal.write(new MaintenanceJournal.Line(context.clock().instant(), run, task, event, where, text));
        }

        /** Where the journal fails, that is what the caller hears of; a line at the end changes nothing about it. */
        void end(String text) {
            try {
                write("ended", "", text);
            } catch (BarqueException e) {
                // The next apply finds an apply without an end.
            }
        }
    }
}
