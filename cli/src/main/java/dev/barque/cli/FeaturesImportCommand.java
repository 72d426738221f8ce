package dev.barque.cli;

import dev.barque.cli.internal.console.Progress;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.ingest.EpochUnit;
import dev.barque.store.ingest.FeatureImport;
import dev.barque.store.ingest.FeatureImportReport;
import dev.barque.store.ingest.IngestFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code barque features import}. */
@Command(
        name = "import",
        description =
                "Takes tables of features that others wrote into a home: offline tables of Feast, plain Parquet, CSV.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features import --home demo-home --set closes-1 --entity symbol --time t_event \\",
            "      --stamps open --interval 1m --lag 5s --dry-run demo-home/demo/l1_2025-10-24.csv",
            "  barque features import --home demo-home --set closes-1 --entity symbol --time t_event \\",
            "      --stamps open --interval 1m --lag 5s --feature price=close --without dollar_volume \\",
            "      demo-home/demo/l1_2025-10-24.csv demo-home/demo/l1_2025-10-27.csv",
            "  barque features import --home demo-home --set copy-1 --symbol SPY --time event_time \\",
            "      --created known_at --without ingested_at --without sequence --json \\",
            "      demo-home/data/date=2025-10-24/symbol=SPY/feature_set_id=v1.0.0/features.parquet",
            "",
            "An offline table of Feast says it with --entity driver_id --time event_timestamp --created created: its rows are known from their created timestamp on. Rows that were backfilled are then known from the backfill on; whoever knows better says --lag instead. All other columns are features, by their names; types are checked against the set if the home has it, and inferred otherwise. Importing again adds nothing. Afterwards: barque features show --set ID."
        })
final class FeaturesImportCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Parquet or CSV, as the name tells.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(names = "--set", required = true, paramLabel = "ID", description = "The feature set that the rows become.")
    @SuppressWarnings("NullAway.Init")
    private FeatureSetId set;

    @Option(names = "--entity", paramLabel = "COLUMN", description = "The column that says whose features a row has.")
    private @Nullable String entity;

    @Option(names = "--symbol", paramLabel = "SYM", description = "The symbol of all rows, instead of --entity.")
    private @Nullable Symbol symbol;

    @Option(
            names = "--time",
            required = true,
            paramLabel = "COLUMN",
            description = "The column of event times: what a row is about.")
    @SuppressWarnings("NullAway.Init")
    private String time;

    @Option(
            names = "--created",
            paramLabel = "COLUMN",
            description = "The column that says from when a row was known. Without it, --lag is needed.")
    private @Nullable String created;

    @Option(
            names = "--lag",
            paramLabel = "LENGTH",
            description =
                    "How long after its event time a row without a created timestamp was known, such as 0s, 5m, 1d."
                            + " It is never guessed.")
    private @Nullable Duration lag;

    @Option(
            names = "--stamps",
            paramLabel = "open|close",
            description = "Which end of an interval the event time names; its close unless given.")
    private RecordOptions.@Nullable StampEnd stamps;

    @Option(
            names = "--interval",
            paramLabel = "LENGTH",
            description = "How long an interval lasts, such as 1m or 1d; needed with --stamps open.")
    private @Nullable Duration interval;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of times without an offset, such as UTC or America/New_York.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--epoch",
            paramLabel = "UNIT",
            description = "What a number counts that stands for a time: ${COMPLETION-CANDIDATES}.")
    private @Nullable EpochUnit epoch;

    @Option(
            names = "--feature",
            paramLabel = "COLUMN=NAME",
            description = "A column that is a feature of another name; may be given more than once.")
    private Map<String, String> features = new LinkedHashMap<>();

    @Option(
            names = "--without",
            paramLabel = "COLUMN",
            description = "A column that is no feature; may be given more than once.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "PARQUET or CSV; for files whose name does not tell.")
    private @Nullable IngestFormat format;

    @Option(names = "--dry-run", description = "Go through the files, say what would become of them, write nothing.")
    private boolean dryRun;

    FeaturesImportCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        FeatureImport.Builder columns = columns();
        files.forEach(this::formatOf); // before any of them is taken
        FeatureImportText.Under under = under(columns.build());
        List<FeatureImportReport> reports = new ArrayList<>();
        Map<Path, BarqueException> failed = new LinkedHashMap<>();
        if (dryRun) {
            files.forEach(file -> one(columns, null, under.set(), file, reports, failed));
        } else {
            try (ParquetFeatureStore store =
                    HomeOption.declared(home.path()).set(under.set()).open(shell().clock())) {
                files.forEach(file -> one(columns, store, under.set(), file, reports, failed));
                // Other tools read the Parquet files, not the log.
                store.seal();
            }
        }
        FeatureImportText text = new FeatureImportText(home.path(), under, dryRun, reports, failed);
        if (json.isWanted()) {
            printJson(text.tree());
        } else {
            print(text.lines());
        }
        failed.values().forEach(e -> Failures.report(spec().commandLine().getErr(), e, isDebug()));
        boolean anyRefused = reports.stream().anyMatch(report -> report.refused() > 0);
        return failed.values().stream()
                .mapToInt(Failures::exitCode)
                .max()
                .orElse(anyRefused ? ExitCode.FINDING : ExitCode.OK);
    }

    private void one(
            FeatureImport.Builder columns,
            @Nullable ParquetFeatureStore store,
            FeatureSet into,
            Path file,
            List<FeatureImportReport> reports,
            Map<Path, BarqueException> failed) {
        try (Progress.Task task = progress().start("Importing " + file.getFileName(), "% of the file", 100)) {
            FeatureImport one = columns.listener((rows, done, total) -> task.to(total <= 0 ? 0 : 100 * done / total))
                    .build();
            IngestFormat as = formatOf(file);
            reports.add(store == null ? one.check(into, file, as) : one.into(store, into, file, as));
        } catch (BarqueException e) {
            // A bad or missing file does not keep the others out; a home that cannot be written would keep out all of
            // them.
            if (e.concern() != Concern.DATA && !e.code().equals("store.cannot-read")) {
                throw e;
            }
            failed.put(file, e);
        }
    }

    /** The set as the home has it, or as a profile declares it, or as it follows from the first file. */
    private FeatureImportText.Under under(FeatureImport columns) {
        for (FeatureSet recorded : ParquetFeatureStore.recordedSets(home.path(), Lookback.sameDate())) {
            if (recorded.id().equals(set)) {
                return new FeatureImportText.Under(recorded, "recorded");
            }
        }
        return HomeOption.ofProfiles()
                .filter(declared -> declared.id().equals(set))
                .findFirst()
                .map(declared -> new FeatureImportText.Under(declared, "profile"))
                .orElseGet(() -> {
                    Path first = files.get(0);
                    FeatureSet inferred =
                            new FeatureSet(set, columns.schemaOf(first, formatOf(first)), Lookback.sameDate());
                    return new FeatureImportText.Under(inferred, "inferred");
                });
    }

    private IngestFormat formatOf(Path file) {
        return format != null
                ? format
                : IngestFormat.of(file)
                        .orElseThrow(() -> usage("Cannot tell the format of " + file
                                + " from its name; expected .parquet or .csv, or say --format"));
    }

    private FeatureImport.Builder columns() {
        if ((entity == null) == (symbol == null)) {
            throw usage("Say whose features they are: --entity COLUMN, or --symbol SYM for all rows; one of the two");
        }
        if (created == null && lag == null) {
            throw usage(
                    "Say from when a row was known: --created COLUMN, or --lag LENGTH after its event time (0s if it"
                            + " was known at once). It is never guessed");
        }
        try {
            FeatureImport.Builder columns =
                    FeatureImport.builder().timeColumn(time).stamps(convention());
            if (entity != null) {
                columns.symbolColumn(entity);
            }
            if (symbol != null) {
                columns.symbol(symbol);
            }
            if (created != null) {
                columns.createdColumn(created);
            }
            if (lag != null) {
                columns.lag(lag);
            }
            if (zone != null) {
                columns.naiveZone(zone);
            }
            if (epoch != null) {
                columns.epochUnit(epoch);
            }
            features.forEach(columns::feature);
            without.forEach(columns::without);
            return columns;
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private StampConvention convention() {
        Duration length = interval == null ? Duration.ZERO : interval;
        if (stamps != RecordOptions.StampEnd.OPEN) {
            return StampConvention.atClose(length);
        }
        if (length.isZero()) {
            throw usage("Rows stamped at the opening need --interval, such as 1m: without it nobody knows when they are"
                    + " complete");
        }
        return StampConvention.atOpen(length);
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec().commandLine(), problem);
    }
}
