package dev.barque.backtest.report;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.core.calendar.TradingCalendar;
import java.nio.file.Path;

/**
 * A report of one account over many symbols and days as one HTML file that needs nothing else: what the figures say in plain
 * words, equity, drawdown and rolling Sharpe by date, a table of months, costs by symbol, what was not executed, every closed
 * position with the explanation of the decision that opened it, and the rules. Tables can be read without JavaScript; charts and
 * the list of positions need it.
 */
public final class PortfolioReport {
    private PortfolioReport() {}

    /**
     * Writes the page to a file, which is replaced as a whole; missing folders are made. Throws BarqueException
     * {@code report.unwritable}.
     *
     * @param calendar whose dates are the days and months
     * @param trials how many ways were tried on the same data before this one was shown
     */
    public static void write(
            Path target,
            ReportTitle title,
            PortfolioResult result,
            TradingCalendar calendar,
            StatisticsRules rules,
            TrialCount trials) {
        TextFiles.replace(target, text(title, result, calendar, rules, trials));
    }

    /** The page as text, to be kept or sent as UTF-8. */
    public static String text(
            ReportTitle title,
            PortfolioResult result,
            TradingCalendar calendar,
            StatisticsRules rules,
            TrialCount trials) {
        Performance run =
                Performance.of(PortfolioSeries.equity(result), PortfolioSeries.trades(result), calendar, rules);
        PortfolioPage page = new PortfolioPageBuilder(result, run, new LocalTimes(title.zone())).page(title, trials);
        return new PortfolioTemplate(Object::toString, HtmlText::escape).execute(page);
    }
}
