package dev.barque.cli.internal.work;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.BarSource;
import dev.barque.ops.CheckContext;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.checks.data.BackupState;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.ops.checks.host.Host;
import dev.barque.ops.maintenance.tasks.MaintainedDatabase;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What health checks of a home look at. A check that needs what a home does not have is left out. */
public final class HomeContext {
    private HomeContext() {}

    /**
     * The home and its bars, the calendar of US equities, this machine; the decision log and the schema of the features, where the
     * home has any of them.
     */
    public static CheckContext of(Path home, Clock clock) {
        return builder(home, clock).build();
    }

    /** With the backups in a directory and a database of the host too, where there are any. */
    public static CheckContext of(
            Path home, @Nullable Path backups, @Nullable MaintainedDatabase database, Clock clock) {
        CheckContext.Builder context = builder(home, clock);
        if (backups != null) {
            context.with(
                    BackupState.class,
                    Backups.in(DirectoryTarget.at(backups)).clock(clock).build().state());
        }
        if (database != null) {
            context.with(DataSource.class, database.source());
        }
        return context.build();
    }

    /** As {@link #of(Path, Clock)}, to be added to. A home that is not there is one without anything. */
    public static CheckContext.Builder builder(Path home, Clock clock) {
        CheckContext.Builder context = CheckContext.builder(clock)
                .with(DataHome.class, DataHome.of(home))
                .with(BarSource.class, L1Files.ofHome(home).build())
                .with(TradingCalendar.class, TradingCalendars.usEquities())
                .with(Host.class, Host.local(home));
        DecisionRecords records = DecisionRecords.ofHome(home);
        if (hasSome(records)) {
            context.with(DecisionRecords.class, records);
        }
        featureSet(home).ifPresent(set -> context.with(FeatureSet.class, set));
        return context;
    }

    /** A log that cannot be read is there: the checks say what is wrong with it. */
    private static boolean hasSome(DecisionRecords records) {
        try {
            return !records.dates().isEmpty();
        } catch (BarqueException e) {
            return true;
        }
    }

    /** The first of the standard profiles' sets that the home records; damaged records are for the checks to find. */
    private static Optional<FeatureSet> featureSet(Path home) {
        FeatureSet usual = StandardProfiles.all().iterator().next().featureSet();
        Set<FeatureSetId> recorded;
        try {
            recorded = ParquetFeatureStore.recordedSets(home, usual.lookback()).stream()
                    .map(FeatureSet::id)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (BarqueException e) {
            return Optional.of(usual);
        }
        return StandardProfiles.all().stream()
                .map(Profile::featureSet)
                .filter(set -> recorded.contains(set.id()))
                .findFirst();
    }
}
