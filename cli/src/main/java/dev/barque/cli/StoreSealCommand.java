package dev.barque.cli;

import dev.barque.cli.DatesOption.CalendarName;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.SealReport;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque store seal}. */
@Command(
        name = "seal",
        description = "Moves rows from the log of a home to Parquet files, which other tools read.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque store seal --home demo-home",
            "  barque store seal --home demo-home --up-to 2025-10-27",
            "  barque store seal --home demo-home --ended us-equities --json",
            "",
            "Needs that no store is open for writing. Killed at any moment, it can be called again."
        })
final class StoreSealCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @ArgGroup
    private @Nullable Until until;

    /** What to leave in the log; nothing when neither is given. */
    static final class Until {
        @Option(
                names = "--up-to",
                paramLabel = "DATE",
                description = "Only rows about this UTC date and those before it.")
        private @Nullable LocalDate date;

        @Option(
                names = "--ended",
                paramLabel = "CALENDAR",
                description =
                        "Only rows about UTC dates of which no session is still to end: us-equities or always-open.")
        private @Nullable CalendarName calendar;
    }

    StoreSealCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHome(home.path());
        }
        SealReport report;
        try (Progress.Task task = progress().start("Sealing " + home.path(), "partitions", -1);
                ParquetFeatureStore store = ParquetFeatureStore.builder(home.path())
                        .sealListener((done, planned, rows) -> task.to(done))
                        .open(shell().clock())) {
            report = seal(store);
            task.to(report.partitions());
        }
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("home", home.path().toString());
            tree.put("partitions", report.partitions());
            tree.put("rows", report.rows());
            printJson(tree);
        } else {
            print(
                    report.rows() == 0
                            ? "Nothing to seal in " + home.path()
                            : report.rows() + " rows sealed into " + report.partitions() + " partitions of "
                                    + home.path());
        }
        return ExitCode.OK;
    }

    private SealReport seal(ParquetFeatureStore store) {
        Until given = until;
        if (given != null && given.date != null) {
            return store.seal(given.date);
        }
        return given != null && given.calendar != null ? store.sealEnded(given.calendar.calendar()) : store.seal();
    }
}
