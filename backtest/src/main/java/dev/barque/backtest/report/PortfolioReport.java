package dev.barque.backtest.report;

import java.nio.file.Path;

/**
 * A report of one account over many symbols and days as one HTML file that needs nothing else: what the figures say in plain
 * words, equity, drawdown and rolling Sharpe by date, a table of months, each symbol with its curve, what was not executed,
 * every closed position with the decision that opened it, why other bars were not traded, what the run came from, and the rules.
 * Tables can be read without JavaScript; charts and the list of positions need it.
 */
public final class PortfolioReport {
    private PortfolioReport() {}

    /**
     * Writes the page to a file, which is replaced as a whole; missing folders are made. Throws BarqueException
     * {@code report.unwritable}.
     */
    public static void write(Path target, ReportTitle title, PortfolioRun run) {
        TextFiles.replace(target, text(title, run));
    }

    /** The page as text, to be kept or sent as UTF-8. */
    public static String text(ReportTitle title, PortfolioRun run) {
        PortfolioPage page = new PortfolioPageBuilder(run, new LocalTimes(title.zone())).page(title);
        return new PortfolioTemplate(Object::toString, HtmlText::escape).execute(page);
    }
}
