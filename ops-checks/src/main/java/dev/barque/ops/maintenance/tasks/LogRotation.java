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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rotates log files ({@code *.jsonl}, {@code *.log}) that are large or were begun long ago by giving them another name, packs rotated
 * ones that nobody has written to for a while, and deletes old archives where that is set. A program that keeps its file open goes on
 * writing to the renamed one until it opens it anew: what is written to is never packed.
 */
public final class LogRotation implements MaintenanceTask {
    private static final long MIB = 1 << 20;
    private static final String ROTATE = "rotate ";
    private static final String PACK = "pack ";
    private static final String DELETE = "delete ";

    /** With its standard settings. */
    public LogRotation() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "log-rotation",
                "Rotates, packs and, where that is set, deletes log files by size and age.",
                Set.of(),
                List.of(
                        LogFiles.FOLDER,
                        new Setting("rotate-mib", "from how many MiB on a file is rotated", "64"),
                        new Setting("rotate-days", "after how many days a file is rotated whatever its size", "7"),
                        new Setting("settle-minutes", "how long a rotated file must be unchanged to be packed", "10"),
                        new Setting("keep-days", "how many days archives are kept; 0 for ever", "0"),
                        Readings.TODAY,
                        Readings.AGREE),
                Set.of("evening", "weekly"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        LogFiles files = LogFiles.of(context);
        List<PlannedStep> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (LogFile file : files.of(Kind.LIVE)) {
            if (isDue(file, files, context)) {
                steps.add(step(ROTATE, file, "give the log another name", 0));
            }
        }
        for (LogFile file : files.of(Kind.ROTATED)) {
            if (isSettled(file, context)) {
                steps.add(step(PACK, file, "pack " + file.bytes() + " bytes with zstd", 0));
            } else {
                notes.add(file.name() + " was written at " + file.changed() + ": not packed yet");
            }
        }
        for (LogFile file : old(files, context)) {
            steps.add(step(DELETE, file, "delete the archive, which ends on " + file.until(), file.bytes()));
        }
        return new MaintenancePlan(steps, notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        LogFiles files = LogFiles.of(context);
        String doing = step.where().substring(0, step.where().indexOf(' ') + 1);
        Optional<LogFile> found = files.named(step.where().substring(doing.length()));
        if (found.isEmpty()) {
            return StepOutcome.unneeded("it is not there any more");
        }
        LogFile file = found.get();
        try {
            return switch (doing) {
                case ROTATE ->
                    isDue(file, files, context) ? rotate(file, context) : StepOutcome.unneeded("it is small and young");
                case PACK ->
                    isSettled(file, context)
                            ? StepOutcome.done(LogPacking.pack(context.files(), file.path()), "packed")
                            : StepOutcome.left("it was written at " + file.changed());
                case DELETE -> delete(file, files, context);
                default -> StepOutcome.left("this task has no step '" + step.where() + "'");
            };
        } catch (IOException e) {
            throw TaskErrors.fileFailed(file.path(), "working on", e);
        }
    }

    private static StepOutcome rotate(LogFile file, MaintenanceContext context) throws IOException {
        Path rotated = LogFiles.rotated(file.path(), context.clock().instant());
        if (context.files().exists(rotated)) {
            return StepOutcome.left(rotated.getFileName() + " is there already");
        }
        FileStreams.publish(context.files(), file.path(), rotated);
        return StepOutcome.done(0, "now " + rotated.getFileName());
    }

    private static StepOutcome delete(LogFile file, LogFiles files, MaintenanceContext context) throws IOException {
        if (!old(files, context).contains(file)) {
            return StepOutcome.left("it is not old enough as things stand now");
        }
        FileStreams.delete(context.files(), file.path());
        return StepOutcome.done(file.bytes(), "deleted");
    }

    /** A log begins when the one before it was taken away; the first one is as old as its last line, which says too little. */
    private static boolean isDue(LogFile file, LogFiles files, MaintenanceContext context) {
        if (file.bytes() == 0) {
            return false;
        }
        LocalDate begun = files.all().stream()
                .filter(other -> other.live().equals(file.live()) && other.kind() != Kind.LIVE)
                .map(LogFile::until)
                .max(Comparator.naturalOrder())
                .orElse(file.until());
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
        return file.bytes() >= context.number("rotate-mib") * MIB
                || !begun.plusDays(context.number("rotate-days")).isAfter(today);
    }

    private static boolean isSettled(LogFile file, MaintenanceContext context) {
        Instant before = context.clock().instant().minus(Duration.ofMinutes(context.number("settle-minutes")));
        return !file.changed().isAfter(before);
    }

    private static List<LogFile> old(LogFiles files, MaintenanceContext context) {
        long keep = context.number("keep-days");
        List<LogFile> archives = files.all().stream()
                .filter(file -> file.kind() == Kind.PACKED || file.kind() == Kind.MONTHLY)
                .toList();
        if (keep == 0 || archives.isEmpty()) {
            return List.of();
        }
        LocalDate from = Readings.agreed(context, files.newest(), "delete").minusDays(keep);
        return archives.stream().filter(file -> file.until().isBefore(from)).toList();
    }

    private static PlannedStep step(String doing, LogFile file, String action, long bytes) {
        return new PlannedStep(doing + file.name(), action, bytes, 1);
    }
}
