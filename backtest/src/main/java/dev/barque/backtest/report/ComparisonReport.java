package dev.barque.backtest.report;

import java.nio.file.Path;

/**
 * Variants on the same days as one HTML file that needs nothing else: what luck makes of the best of them, their ranks with
 * intervals and deflated Sharpe ratios, the curves of the first ones over each other, what walking forward chose, and on which
 * bars they decide differently. Tables can be read without JavaScript; the curves need it.
 */
public final class ComparisonReport {
    private ComparisonReport() {}

    /**
     * Writes the page to a file, which is replaced as a whole; missing folders are made. Throws BarqueException
     * {@code report.unwritable}.
     */
    public static void write(Path target, ReportTitle title, Comparison comparison) {
        TextFiles.replace(target, text(title, comparison));
    }

    /** The page as text, to be kept or sent as UTF-8. */
    public static String text(ReportTitle title, Comparison comparison) {
        ComparisonPage page = new ComparisonPageBuilder(comparison, new LocalTimes(title.zone())).page(title);
        return new ComparisonTemplate(Object::toString, HtmlText::escape).execute(page);
    }
}
