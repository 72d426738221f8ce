package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Packs the decision log of dates that nobody decides about any more. Packed dates are read as plain ones are. */
public final class DecisionArchive implements MaintenanceTask {
    private static final String WHERE = "decisions/date=";

    /** With its standard settings. */
    public DecisionArchive() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "decision-archive",
                "Packs the decision log of past dates with zstd.",
                Set.of(),
                List.of(new Setting(
                        "keep-days", "how many days stay plain, by the clock; nothing is lost either way", "7")),
                Set.of("evening", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        LocalDate before =
                LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC).minusDays(context.number("keep-days"));
        List<PlannedStep> steps = new ArrayList<>();
        for (Path folder : list(JsonlDecisionLog.folderOf(context.home()), context)) {
            Optional<LocalDate> date = date(folder).filter(known -> known.isBefore(before));
            List<Path> plain = date.isPresent() ? plain(folder, context) : List.of();
            if (!plain.isEmpty()) {
                steps.add(new PlannedStep(
                        WHERE + date.get(),
                        "pack the decisions of the date, " + bytes(plain) + " bytes",
                        0,
                        plain.size()));
            }
        }
        return new MaintenancePlan(steps, List.of());
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        LocalDate date = LocalDate.parse(step.where().substring(WHERE.length()));
        Path folder = JsonlDecisionLog.folderOf(context.home(), date);
        List<Path> plain = plain(folder, context);
        if (plain.isEmpty()) {
            return StepOutcome.unneeded("it is packed already, or not there");
        }
        long before = bytes(list(folder, context));
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(context.home(), context.files())) {
            log.archiveBefore(date.plusDays(1));
        }
        return StepOutcome.done(before - bytes(list(folder, context)), plain.size() + " segments packed");
    }

    private static List<Path> plain(Path folder, MaintenanceContext context) {
        return list(folder, context).stream()
                .filter(file -> String.valueOf(file.getFileName()).matches("decisions-\\d{6}\\.jsonl"))
                .toList();
    }

    private static List<Path> list(Path folder, MaintenanceContext context) {
        try {
            return context.files().list(folder);
        } catch (IOException e) {
            throw TaskErrors.fileFailed(folder, "listing", e);
        }
    }

    private static Optional<LocalDate> date(Path folder) {
        String name = String.valueOf(folder.getFileName());
        try {
            return name.startsWith("date=") ? Optional.of(LocalDate.parse(name.substring(5))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long bytes(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                throw TaskErrors.fileFailed(file, "looking at the size of", e);
            }
        }
        return bytes;
    }
}
