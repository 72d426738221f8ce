package dev.barque.cli.internal.work;

import dev.barque.agents.FeatureHistory;
import dev.barque.ops.backup.BackupRetention;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.tasks.BackupShelf;
import dev.barque.ops.maintenance.tasks.MaintainedDatabase;
import dev.barque.ops.maintenance.tasks.Recomputation;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What maintenance tasks of a command work on. */
public final class MaintainContexts {
    private MaintainContexts() {}

    /**
     * The home and the engines of a profile; backups in a directory and a database where there are any.
     *
     * @param keep which backups stay
     */
    public static MaintenanceContext.Builder of(
            Path home,
            ProfileChoice profile,
            @Nullable Path backups,
            BackupRetention keep,
            @Nullable MaintainedDatabase database,
            Clock clock) {
        L1Files bars = L1Files.ofHome(home).build();
        FeatureHistory history = new FeatureHistory(profile.unweighed(home), bars);
        MaintenanceContext.Builder context = MaintenanceContext.builder(home, clock)
                .with(
                        Recomputation.class,
                        new Recomputation(
                                profile.profile().featureSet(),
                                bars,
                                (set, symbol, date) -> history.rows(symbol, date)));
        if (backups != null) {
            context.with(
                    BackupShelf.class,
                    Backups.in(DirectoryTarget.at(backups)).clock(clock).build().shelf(keep));
        }
        if (database != null) {
            context.with(MaintainedDatabase.class, database);
        }
        return context;
    }
}
