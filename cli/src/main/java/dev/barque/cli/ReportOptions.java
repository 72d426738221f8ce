package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.report.CsvReport;
import dev.barque.backtest.report.HtmlReport;
import dev.barque.backtest.report.JsonReport;
import dev.barque.backtest.report.ReportRun;
import dev.barque.backtest.report.ReportTitle;
import dev.barque.cli.internal.work.Variant;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where reports go. */
final class ReportOptions {
    private static final String STANDARD_OUTPUT = "-";

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one self-contained page.")
    private @Nullable Path html;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            description =
                    "Write the report as one JSON document (barque-report/1); without FILE on standard output, and"
                            + " nothing else there.")
    private @Nullable String json;

    @Option(
            names = "--csv",
            paramLabel = "DIR",
            description = "Write trades.csv, equity.csv and decisions.csv into a folder.")
    private @Nullable Path csv;

    /** Whether standard output belongs to the document. */
    boolean isJsonOnStandardOutput() {
        return STANDARD_OUTPUT.equals(json);
    }

    static ReportRun run(Variant variant, List<ReplayResult> results) {
        return ReportRun.of(variant.name(), results)
                .withConfidenceThreshold(variant.choice().settings().voting().threshold());
    }

    /** Writes what was asked for. */
    void write(Verb verb, ReportTitle title, List<ReportRun> runs) {
        if (html != null) {
            HtmlReport.write(html, title, runs);
            verb.note("Report: " + html.toAbsolutePath().normalize());
        }
        if (csv != null) {
            CsvReport.write(csv, runs);
            verb.note("Tables: " + csv.toAbsolutePath().normalize());
        }
        if (isJsonOnStandardOutput()) {
            verb.print(JsonReport.text(title, runs));
        } else if (json != null) {
            Path file = Path.of(json);
            JsonReport.write(file, title, runs);
            verb.note("JSON: " + file.toAbsolutePath().normalize());
        }
    }
}
