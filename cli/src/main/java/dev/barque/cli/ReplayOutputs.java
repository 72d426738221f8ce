package dev.barque.cli;

import dev.barque.backtest.report.PortfolioFiles;
import dev.barque.backtest.report.PortfolioReport;
import dev.barque.backtest.report.PortfolioRun;
import dev.barque.backtest.report.PortfolioTables;
import dev.barque.backtest.report.ReportTable;
import dev.barque.backtest.report.ReportTitle;
import dev.barque.store.parquet.FlatTable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report of a replay of one account goes. */
final class ReplayOutputs {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report as one self-contained page: verdicts, equity, months, symbols, every position"
                    + " with its decision, why no trade, what the run came from.")
    private @Nullable Path report;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write the result for programs into a folder: result.json with everything, and fills, positions,"
                            + " refusals and equity as CSV and Parquet.")
    private @Nullable Path out;

    /** Whether anything is to be written. */
    boolean areWanted() {
        return report != null || out != null;
    }

    /** Writes what was asked for, and says so. */
    void write(Verb verb, ReportTitle title, PortfolioRun run) {
        if (report != null) {
            PortfolioReport.write(report, title, run);
            verb.note("Report: " + report.toAbsolutePath().normalize());
        }
        if (out != null) {
            PortfolioFiles.write(out, title, run);
            for (ReportTable table : PortfolioTables.of(run.result())) {
                parquet(table).write(out.resolve(table.name() + ".parquet"));
            }
            verb.note("Files: " + out.toAbsolutePath().normalize());
        }
    }

    private static FlatTable parquet(ReportTable table) {
        FlatTable flat = FlatTable.of(table.name(), table.rows());
        for (ReportTable.Column column : table.columns()) {
            switch (column.kind()) {
                case TIME -> flat.micros(column.name(), column::whole);
                case WHOLE -> flat.int64(column.name(), column::whole);
                case NUMBER -> flat.float64(column.name(), column::number);
                case TEXT -> flat.text(column.name(), column::text);
            }
        }
        return flat;
    }
}
