package dev.barque.cli;

import dev.barque.agents.FeatureHistory;
import dev.barque.cli.internal.CliErrors;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.tasks.Recomputation;
import dev.barque.store.l1.L1Files;
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

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the task, as barque maintain list TASK shows them; can be given several times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    boolean isAnythingSet() {
        return !settings.isEmpty();
    }

    /** With what a command can give to tasks: the home, and the engines of a profile. */
    MaintenanceContext.Builder context(Clock clock) {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToMaintain(home.path());
        }
        L1Files bars = home.bars();
        FeatureHistory history = new FeatureHistory(profile.value().unweighed(home.path()), bars);
        MaintenanceContext.Builder context = MaintenanceContext.builder(home.path(), clock)
                .with(
                        Recomputation.class,
                        new Recomputation(
                                profile.value().profile().featureSet(),
                                bars,
                                (set, symbol, date) -> history.rows(symbol, date)));
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
