package dev.barque.cli;

import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestFormat;
import dev.barque.store.ingest.IngestReport;
import dev.barque.store.ingest.RejectPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barque ingest}. */
@Command(
        name = "ingest",
        description = "Takes vendors' files into the bars of a home: one Parquet file for each UTC date.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque ingest --stamps open --interval 1m demo-home/demo/l1_2025-10-24.csv",
            "  barque ingest --stamps open --interval 1m --zone America/New_York --strict \\",
            "      demo-home/demo/l1_2025-10-27.csv",
            "  barque ingest --stamps close --json demo-home/data_l1/l1_2025-10-28.parquet",
            "",
            "Columns are found by name: t_event, t, timestamp, time or datetime; symbol or ticker; price or close; volume, dollar_volume, open, high, low. Prices are in the currency of the quote, volumes in shares or contracts. Running it again changes nothing; a record that says something else replaces what was known."
        })
final class IngestCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final RecordOptions records = new RecordOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV, JSONL or Parquet, as the name tells.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--stamps",
            required = true,
            paramLabel = "open|close",
            description = "Which end of a bar its time stamp names. It is never guessed.")
    @SuppressWarnings("NullAway.Init")
    private RecordOptions.StampEnd stamps;

    @Option(names = "--symbol", paramLabel = "SYM", description = "The symbol of records that have none.")
    private @Nullable Symbol symbol;

    @Option(
            names = "--strict",
            description = "Take nothing of a file in which a record is bad. Without it the good records go in and the"
                    + " bad ones are listed. Either way the exit code is then 1.")
    private boolean strict;

    IngestCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Ingest.Builder ingest = records.ingest(home.path(), stamps, this)
                .source("barque ingest")
                .clock(shell().clock())
                .rejects(strict ? RejectPolicy.REFUSE_ALL : RejectPolicy.KEEP_GOOD);
        if (symbol != null) {
            ingest.symbol(symbol);
        }
        List<IngestReport> reports = new ArrayList<>();
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
                    home.path(), reports.stream().map(IngestText::file).toList(), failed));
        } else {
            print(reports);
        }
        failed.values().forEach(e -> Failures.report(spec().commandLine().getErr(), e, isDebug()));
        boolean anyRejected = reports.stream().anyMatch(report -> report.rejected() > 0);
        return failed.values().stream()
                .mapToInt(Failures::exitCode)
                .max()
                .orElse(anyRejected ? ExitCode.FINDING : ExitCode.OK);
    }

    private IngestReport one(Ingest.Builder ingest, Path file) {
        try (Progress.Task task = progress().start("Ingesting " + file.getFileName(), "% of the file", 100)) {
            Ingest one = ingest.listener((records, done, total) -> task.to(total <= 0 ? 0 : 100 * done / total))
                    .build();
            Optional<IngestFormat> format = records.format(file);
            return format.isPresent() ? one.file(file, format.get()) : one.file(file);
        }
    }

    private void print(List<IngestReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        Table table = Table.ofNumbers("file", "read", "written", "duplicates", "replaced", "rejected", "UTC dates")
                .endingInText();
        for (IngestReport report : reports) {
            String dates = report.dates().isEmpty()
                    ? "-"
                    : report.dates().size() == 1
                            ? report.dates().firstKey().toString()
                            : report.dates().firstKey() + ".." + report.dates().lastKey();
            table.row(
                    report.input(),
                    report.read(),
                    report.written(),
                    report.duplicates(),
                    report.replaced(),
                    report.rejected(),
                    dates);
        }
        print(table.text());
        for (IngestReport report : reports) {
            RejectText.print(this, report.input(), report.rejected(), report.rejects());
        }
    }
}
