package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.ops.maintenance.tasks.LogFiles.Kind;
import dev.barque.ops.maintenance.tasks.LogFiles.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts the many small archives of a log of a past month into one file, which unpacks to the same lines in the same order. */
public final class ArchiveCompaction implements MaintenanceTask {
    private static final int FEWEST = 2;

    /** With its standard settings. */
    public ArchiveCompaction() {}

    /** The archives of one log in one month. */
    private record Month(Path merged, List<LogFile> parts, boolean isMerged) {
        String where(MaintenanceContext context) {
            return LogFiles.folder(context).relativize(merged).toString();
        }
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "archive-compaction",
                "Puts the small log archives of each past month into one.",
                Set.of(),
                List.of(LogFiles.FOLDER),
                Set.of("monthly"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        List<PlannedStep> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Month month : months(context)) {
            List<LogFile> merged = merged(month, context);
            if (!month.isMerged()) {
                steps.add(new PlannedStep(
                        month.where(context),
                        "put the archives of the month into one",
                        0,
                        month.parts().size()));
            } else if (!merged.isEmpty()) {
                steps.add(new PlannedStep(
                        month.where(context),
                        "delete archives that it holds already",
                        merged.stream().mapToLong(LogFile::bytes).sum(),
                        merged.size()));
            }
            if (month.isMerged() && merged.size() < month.parts().size()) {
                notes.add(month.where(context) + " does not hold "
                        + (month.parts().size() - merged.size())
                        + " archives of its month, which came later: left beside it");
            }
        }
        return new MaintenancePlan(steps, notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        Optional<Month> found = months(context).stream()
                .filter(month -> month.where(context).equals(step.where()))
                .findFirst();
        if (found.isEmpty()) {
            return StepOutcome.unneeded("there are no archives to put into it");
        }
        Month month = found.get();
        try {
            if (!month.isMerged()) {
                MonthlyArchive.merge(
                        context.files(),
                        month.merged(),
                        month.parts().stream().map(LogFile::path).toList());
            }
            // Only what the merged file itself says that it holds, byte for byte.
            List<LogFile> held = merged(month, context);
            for (LogFile part : held) {
                context.files().delete(part.path());
            }
            context.files().syncDirectory(FileStreams.folder(month.merged()));
            return held.isEmpty()
                    ? StepOutcome.unneeded("it holds none of the archives beside it")
                    : StepOutcome.done(0, held.size() + " archives are one now");
        } catch (IOException e) {
            throw TaskErrors.fileFailed(month.merged(), "writing", e);
        }
    }

    private static List<LogFile> merged(Month month, MaintenanceContext context) {
        try {
            List<LogFile> held = new ArrayList<>();
            if (context.files().exists(month.merged())) {
                Map<String, String> parts = MonthlyArchive.parts(context.files(), month.merged());
                for (LogFile part : month.parts()) {
                    if (MonthlyArchive.sha256(context.files(), part.path()).equals(parts.get(part.name()))) {
                        held.add(part);
                    }
                }
            }
            return held;
        } catch (IOException e) {
            throw TaskErrors.fileFailed(month.merged(), "reading", e);
        }
    }

    /** Months that are over, whose logs are all packed, and of which there is something to put together or to finish. */
    private static List<Month> months(MaintenanceContext context) {
        LogFiles files = LogFiles.of(context);
        YearMonth now = YearMonth.from(context.clock().instant().atZone(ZoneOffset.UTC));
        Map<Path, List<LogFile>> parts = new TreeMap<>();
        for (LogFile part : files.of(Kind.PACKED)) {
            boolean waits = files.of(Kind.ROTATED).stream()
                    .anyMatch(other ->
                            other.live().equals(part.live()) && other.month().equals(part.month()));
            if (part.month().isBefore(now) && !waits) {
                parts.computeIfAbsent(
                                LogFiles.monthly(part.path(), part.live(), part.month()), merged -> new ArrayList<>())
                        .add(part);
            }
        }
        List<Month> months = new ArrayList<>();
        parts.forEach((merged, of) -> {
            boolean isMerged = context.files().exists(merged);
            if (isMerged || of.size() >= FEWEST) {
                months.add(new Month(merged, of, isMerged));
            }
        });
        return months;
    }
}
