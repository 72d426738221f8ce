package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.MaintainContexts;
import dev.barque.ops.backup.BackupRetention;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceTask;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a task works on. */
final class MaintainContextOptions {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final BackupsToCheckOption backups = new BackupsToCheckOption();

    @Option(
            names = "--backup-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "old-backups: how many days all backups are kept. Default: ${DEFAULT-VALUE}.")
    private int backupDays;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the task, as barque maintain list TASK shows them; can be given several times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    boolean isAnythingSet() {
        return !settings.isEmpty();
    }

    /** With what a command can give to tasks: the home, the engines of a profile, backups and a database where they are named. */
    MaintenanceContext.Builder context(Clock clock, String plugins) {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToMaintain(home.path());
        }
        MaintenanceContext.Builder context = MaintainContexts.of(
                home.path(),
                profile.value(),
                backups.path().orElse(null),
                BackupRetention.days(backupDays),
                database.database(plugins).orElse(null),
                clock);
        settings.forEach(context::set);
        return context;
    }

    /** Whether a command has all that a task needs. */
    static boolean suffices(MaintenanceTask.Descriptor task, MaintenanceContext context) {
        return task.needs().stream().allMatch(context::has);
    }

    String home() {
        return home.path().toString();
    }
}
