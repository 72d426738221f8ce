package dev.barque.cli;

import dev.barque.agents.standard.PublishedMigration;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.PublishedFeatures;
import dev.barque.store.regeneration.MigratedRows;
import dev.barque.store.regeneration.RegenerationReport;
import dev.barque.store.regeneration.Regenerator;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque features migrate}. */
@Command(
        name = "migrate",
        description =
                "Turns rows of the published feature set v0.1.0 into rows of v1.0.0, computed anew from the bars of the"
                        + " home. Both versions are kept side by side. Exits with 1 when rows are refused.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features migrate --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque features migrate --home demo-home --symbol SPY --date 2025-10-24 --json",
            "",
            "A row that has no bar, or too few bars before it, is refused by name: nothing is guessed."
        })
final class FeaturesMigrateCommand extends Verb {
    private static final int SHOWN = 20;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D[..D]",
            description = "A UTC date such as 2025-10-24, or a range with both ends such as 2025-10-24..2025-10-28.")
    @SuppressWarnings("NullAway.Init")
    private DateRange dates;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description =
                    "Files of the published system: the directory that holds the 'date=' directories. Default: the"
                            + " rows of v0.1.0 in the home.")
    private @Nullable Path from;

    @Mixin
    private final JsonOption json = new JsonOption();

    FeaturesMigrateCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        FeatureMigration migration = new PublishedMigration();
        FeatureSet old = migration.descriptor().from();
        FeatureSetId to = migration.descriptor().to().id();
        RegenerationReport report;
        List<MigrationOutcome.Refused> refused;
        try (ParquetFeatureStore store = home.featuresForWriting(shell().clock())) {
            PublishedFeatures published = from == null
                    ? null
                    : PublishedFeatures.builder(from).set(old).build();
            MigratedRows rows = published == null
                    ? MigratedRows.ofStore(store, migration, home.bars())
                    : MigratedRows.ofPublished(published, migration, home.bars());
            List<LocalDate> there = published == null
                    ? store.dates(old.id(), symbol.value())
                    : published.dates(old.id(), symbol.value());
            TreeSet<LocalDate> days = new TreeSet<>();
            there.stream().filter(dates::contains).forEach(date -> {
                days.add(date);
                days.add(date.plusDays(1)); // the bar that opened before midnight
            });
            if (days.isEmpty()) {
                throw CliErrors.nothingToMigrate(
                        from == null ? home.path() : from, symbol.value(), old.id(), dates.toString(), there);
            }
            try (Progress.Task task = progress().start("Migrating to " + to, "partitions", days.size())) {
                report = Regenerator.of(store, rows)
                        .listener(progress -> task.to(progress.done()))
                        .build(shell().clock())
                        .regenerate(days, List.of(symbol.value()), to);
            }
            refused = rows.refused();
            store.seal();
        }
        if (json.isWanted()) {
            printJson(tree(report, refused));
        } else {
            print(RegenerationText.of(report, home.path()));
            refused.stream().limit(SHOWN).forEach(no -> print("Refused: " + text(no)));
            print(refused.size() + " rows refused"
                    + (refused.size() > SHOWN ? ", of which " + SHOWN + " are shown." : "."));
        }
        if (!report.failures().isEmpty()) {
            return ExitCode.FAILURE;
        }
        return refused.isEmpty() && report.isComplete() ? ExitCode.OK : ExitCode.FINDING;
    }

    private static String text(MigrationOutcome.Refused no) {
        return no.row().symbol() + " " + no.row().eventTime() + ": " + no.reason();
    }

    private static Map<String, @Nullable Object> tree(
            RegenerationReport report, List<MigrationOutcome.Refused> refused) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("migration", JsonText.parsed(report.toJson()));
        List<Object> list = new ArrayList<>();
        for (MigrationOutcome.Refused no : refused) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("symbol", no.row().symbol().value());
            one.put("event_time", no.row().eventTime().toString());
            one.put("reason", no.reason());
            list.add(one);
        }
        tree.put("refused", list);
        return tree;
    }
}
