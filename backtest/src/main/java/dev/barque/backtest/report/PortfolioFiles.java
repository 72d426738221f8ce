package dev.barque.backtest.report;

import java.nio.file.Path;

/**
 * A run of one account for programs: {@code result.json} with everything ({@code barque-portfolio/1}), and a CSV file for each of
 * {@link PortfolioTables} (RFC 4180, UTF-8, times in UTC, numbers in full precision, an empty field for what is absent).
 */
public final class PortfolioFiles {
    private PortfolioFiles() {}

    /**
     * Writes them into a folder, which is made if need be. A file that is there is replaced, each as a whole. Throws
     * BarqueException {@code report.unwritable}.
     */
    public static void write(Path folder, ReportTitle title, PortfolioRun run) {
        TextFiles.replace(folder.resolve("result.json"), to -> PortfolioJson.write(to, title, run));
        for (ReportTable table : PortfolioTables.of(run.result())) {
            TextFiles.replace(folder.resolve(table.name() + ".csv"), csv(table));
        }
    }

    /** A table as the content of a CSV file. */
    static CharSequence csv(ReportTable table) {
        CsvTable csv = new CsvTable(
                table.columns().stream().map(ReportTable.Column::name).toList());
        for (int row = 0; row < table.rows(); row++) {
            for (ReportTable.Column column : table.columns()) {
                switch (column.kind()) {
                    case TIME -> csv.add(PortfolioTables.iso(column.whole(row)));
                    case WHOLE -> csv.add(column.whole(row));
                    case NUMBER -> csv.add(column.number(row));
                    case TEXT -> csv.add(column.text(row).orElse(""));
                }
            }
            csv.end();
        }
        return csv.text();
    }
}
