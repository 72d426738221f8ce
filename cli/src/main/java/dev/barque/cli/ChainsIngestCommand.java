package dev.barque.cli;

import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.ChainField;
import dev.barque.store.ingest.ChainIngest;
import dev.barque.store.ingest.ChainIngestReport;
import dev.barque.store.ingest.EpochUnit;
import dev.barque.store.ingest.GreekUnits;
import dev.barque.store.ingest.IngestFormat;
import dev.barque.store.ingest.IngestReport;
import dev.barque.store.ingest.RejectPolicy;
import dev.barque.store.ingest.VolatilityUnit;
import java.nio.file.Path;
import java.time.LocalTime;
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

/** {@code barque chains ingest}. */
@Command(
        name = "ingest",
        description = "Takes vendors' option chains into a home: one Parquet file for each UTC date.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque chains ingest --home chains-home --zone America/New_York --contract-size 100 \\",
            "      --expiry-time 16:00 cli/src/test/resources/chains/made-up-spy-2025-10-24.csv",
            "  barque chains ingest --home chains-home --zone America/New_York --contract-size 100 \\",
            "      --expiry-time 16:00 --strict --json \\",
            "      cli/src/test/resources/chains/made-up-spy-2025-10-24.csv",
            "",
            "A record is one contract of one chain. Columns are found by name: t_event, timestamp, time or quote_datetime (of the chain); symbol; expiry or expiration; option_type or right; strike, or an OCC symbol in option_symbol for the three; bid, ask, last, iv, the Greeks, open_interest, volume, underlying_price, contract_size or multiplier. Running it again changes nothing; a record that says something else is a correction, known from now on."
        })
final class ChainsIngestCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV, JSONL or Parquet, as the name tells.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of times without an offset, such as America/New_York.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--contract-size",
            paramLabel = "N",
            description =
                    "Units of the underlying in a contract, for records that say none: 100 for most US options. It is"
                            + " never guessed.")
    private @Nullable Double contractSize;

    @Option(
            names = "--expiry-time",
            paramLabel = "HH:MM",
            description = "When contracts expire whose expiry is a date, in the zone: 16:00 for most US options.")
    private @Nullable LocalTime expiryTime;

    @Option(
            names = "--taken-at",
            paramLabel = "HH:MM",
            description = "When chains were taken that are stamped with a date, in the zone.")
    private @Nullable LocalTime takenAt;

    @Option(
            names = "--greeks",
            paramLabel = "UNITS",
            description =
                    "By what vega, theta, vanna and charm count: ${COMPLETION-CANDIDATES}. Needed with any of them.")
    private @Nullable GreekUnits greeks;

    @Option(
            names = "--volatility",
            paramLabel = "UNIT",
            defaultValue = "FRACTION",
            description = "How 20 %% is written: ${COMPLETION-CANDIDATES}. Default: FRACTION, 0.2.")
    @SuppressWarnings("NullAway.Init")
    private VolatilityUnit volatility;

    @Option(names = "--symbol", paramLabel = "SYM", description = "The underlying of records that name none.")
    private @Nullable Symbol symbol;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; for files whose name does not tell.")
    private @Nullable IngestFormat format;

    @Option(
            names = "--column",
            paramLabel = "FIELD=NAME",
            description = "Which column means what, such as TIME=taken; fields: ${COMPLETION-CANDIDATES}.")
    private Map<ChainField, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--epoch",
            paramLabel = "UNIT",
            description = "What a number counts that stands for a time: ${COMPLETION-CANDIDATES}.")
    private @Nullable EpochUnit epoch;

    @Option(
            names = "--strict",
            description = "Take nothing of a file in which a record is bad. Without it the good records go in and the"
                    + " bad ones are listed. Either way the exit code is then 1.")
    private boolean strict;

    ChainsIngestCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        ChainIngest.Builder ingest = ingest();
        List<ChainIngestReport> reports = new ArrayList<>();
        Map<Path, BarqueException> failed = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                reports.add(one(ingest, file));
            } catch (BarqueException e) {
                // A bad file does not keep the others out; a home that cannot be written would keep out all of them.
                if (e.concern() != Concern.DATA) {
                    throw e;
                }
                failed.put(file, e);
            }
        }
        if (json.isWanted()) {
            printJson(IngestText.all(
                    home.path(), reports.stream().map(ChainsIngestCommand::file).toList(), failed));
        } else {
            print(reports);
        }
        failed.values().forEach(e -> Failures.report(spec().commandLine().getErr(), e, isDebug()));
        boolean anyRejected =
                reports.stream().anyMatch(report -> report.records().rejected() > 0);
        return failed.values().stream()
                .mapToInt(Failures::exitCode)
                .max()
                .orElse(anyRejected ? ExitCode.FINDING : ExitCode.OK);
    }

    private ChainIngest.Builder ingest() {
        ChainIngest.Builder ingest = ChainIngest.into(home.path())
                .volatility(volatility)
                .clock(shell().clock())
                .rejects(strict ? RejectPolicy.REFUSE_ALL : RejectPolicy.KEEP_GOOD);
        if (zone != null) {
            ingest.naiveZone(zone);
        }
        if (contractSize != null) {
            if (!(contractSize > 0 && contractSize < Double.POSITIVE_INFINITY)) {
                throw new ParameterException(
                        spec().commandLine(), "--contract-size must be above 0 but was " + contractSize);
            }
            ingest.contractSize(contractSize);
        }
        if (expiryTime != null) {
            ingest.expiryTime(expiryTime);
        }
        if (takenAt != null) {
            ingest.takenAt(takenAt);
        }
        if (greeks != null) {
            ingest.greeks(greeks);
        }
        if (symbol != null) {
            ingest.symbol(symbol);
        }
        if (epoch != null) {
            ingest.epochUnit(epoch);
        }
        columns.forEach(ingest::column);
        return ingest;
    }

    private ChainIngestReport one(ChainIngest.Builder ingest, Path file) {
        try (Progress.Task task = progress().start("Ingesting " + file.getFileName(), "% of the file", 100)) {
            ChainIngest one = ingest.listener((records, done, total) -> task.to(total <= 0 ? 0 : 100 * done / total))
                    .build();
            return format == null ? one.file(file) : one.file(file, format);
        }
    }

    private void print(List<ChainIngestReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        Table table = Table.ofNumbers(
                        "file", "contracts", "chains", "written", "duplicates", "replaced", "rejected", "UTC dates")
                .endingInText();
        for (ChainIngestReport report : reports) {
            IngestReport records = report.records();
            String dates = records.dates().isEmpty()
                    ? "-"
                    : records.dates().size() == 1
                            ? records.dates().firstKey().toString()
                            : records.dates().firstKey() + ".."
                                    + records.dates().lastKey();
            table.row(
                    records.input(),
                    records.read(),
                    report.chains(),
                    records.written(),
                    records.duplicates(),
                    records.replaced(),
                    records.rejected(),
                    dates);
        }
        print(table.text());
        for (ChainIngestReport report : reports) {
            if (!report.quotes().counts().isEmpty()) {
                print("Quotes of " + report.records().input() + ": "
                        + report.quotes().marked() + " marked, "
                        + report.quotes().refused() + " refused");
                print(QuoteText.table(report.quotes()));
            }
            RejectText.print(
                    this,
                    report.records().input(),
                    report.records().rejected(),
                    report.records().rejects());
        }
    }

    private static Map<String, @Nullable Object> file(ChainIngestReport report) {
        Map<String, @Nullable Object> file = IngestText.file(report.records());
        file.put("chains", report.chains());
        file.put("quotes", QuoteText.tree(report.quotes()));
        return file;
    }
}
