package dev.barque.backtest.report;

import java.nio.file.Path;
import java.util.List;

/**
 * A report as one HTML file that needs nothing else: no network, no other file. It shows the runs side by side, and for each
 * one price with trades, equity after costs, drawdown, the agents' confidence, why there was no trade, every bar's decision,
 * the trades and the costs. Tables can be read without JavaScript; charts need it.
 *
 * <p>The address {@code report.html#bar=12} opens bar 12 of the first run, counted from 0; {@code #run=1&bar=12} that of the
 * second.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page to a file, which is replaced as a whole; missing folders are made. Throws BarqueException
     * {@code report.no-runs}, {@code report.same-name} or {@code report.unwritable}.
     *
     * @param runs at least one, in the order in which they shall be shown, of different names
     */
    public static void write(Path target, ReportTitle title, List<ReportRun> runs) {
        TextFiles.replace(target, text(title, runs));
    }

    /** The page as text, to be kept or sent as UTF-8. */
    public static String text(ReportTitle title, List<ReportRun> runs) {
        Runs.check(title.title(), runs);
        Page page = new PageBuilder(List.copyOf(runs), new LocalTimes(title.zone())).page(title);
        return new PageTemplate(Object::toString, HtmlText::escape).execute(page);
    }
}
