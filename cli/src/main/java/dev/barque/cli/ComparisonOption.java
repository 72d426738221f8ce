package dev.barque.cli;

import dev.barque.backtest.report.Comparison;
import dev.barque.backtest.report.ComparisonReport;
import dev.barque.backtest.report.ReportTitle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the page of variants beside each other goes. */
final class ComparisonOption {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write the comparison as one self-contained page: what the best is worth, ranks with intervals,"
                            + " curves over each other, where decisions differ.")
    private @Nullable Path report;

    /** Writes it where it was asked for, and says so. */
    void write(Verb verb, ReportTitle title, Comparison comparison) {
        if (report != null) {
            ComparisonReport.write(report, title, comparison);
            verb.note("Report: " + report.toAbsolutePath().normalize());
        }
    }
}
