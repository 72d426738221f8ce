/**
 * Reports of replays. Of days: start at {@link dev.barque.backtest.report.HtmlReport}; {@link dev.barque.backtest.report.JsonReport}
 * and {@link dev.barque.backtest.report.CsvReport} give the same figures to programs. Of one account over many symbols:
 * {@link dev.barque.backtest.report.PortfolioReport} and {@link dev.barque.backtest.report.PortfolioFiles}. Of variants beside each
 * other: {@link dev.barque.backtest.report.ComparisonReport}.
 *
 * <p>Times in files are UTC unless a column says otherwise; the page shows them in the zone of its
 * {@link dev.barque.backtest.report.ReportTitle}. The same input gives the same bytes on every machine and Java version.
 * All methods may be called from any thread. Stable.
 */
@NullMarked
package dev.barque.backtest.report;

import org.jspecify.annotations.NullMarked;
