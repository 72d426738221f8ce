package dev.barque.backtest.report;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.EquityCurve;
import dev.barque.backtest.ReplayResult;
import dev.barque.core.decision.Rationale;
import java.nio.file.Path;
import java.util.List;

/**
 * A report as tables for spreadsheets and data frames: RFC 4180, UTF-8, times in UTC, numbers in full precision, an empty
 * field for what is absent or not a number. Texts stand in it as they are: a program that takes cells for formulas should
 * import them as text.
 */
public final class CsvReport {
    private CsvReport() {}

    /**
     * Writes {@code trades.csv}, {@code equity.csv} and {@code decisions.csv} into a folder, which is made if need be. A file
     * that is there is replaced, each as a whole. Throws BarqueException {@code report.unwritable}.
     */
    public static void write(Path folder, List<ReportRun> runs) {
        Runs.check(folder.toString(), runs);
        TextFiles.replace(folder.resolve("trades.csv"), trades(runs));
        TextFiles.replace(folder.resolve("equity.csv"), equity(runs));
        TextFiles.replace(folder.resolve("decisions.csv"), DecisionRows.csv(runs));
    }

    /** The content of {@code trades.csv}: one row for each closed trade. */
    public static String trades(List<ReportRun> runs) {
        CsvTable csv = new CsvTable(List.of(
                "run",
                "profile",
                "feature_set",
                "symbol",
                "direction",
                "size",
                "entry_time",
                "entry_price",
                "exit_time",
                "exit_price",
                "exit_reason",
                "pnl",
                "costs",
                "bars_held",
                "time_stop_bars",
                "entry_confidence",
                "alignment",
                "primary_driver",
                "liquidity_quality",
                "flip_risk"));
        for (ReportRun run : runs) {
            for (ReplayResult result : run.results()) {
                for (ClosedTrade trade : result.trades()) {
                    csv.add(run.name())
                            .add(result.profile())
                            .add(result.featureSet().value())
                            .add(result.bars().symbol().value());
                    trade(csv, trade);
                }
            }
        }
        return csv.text().toString();
    }

    /** The content of {@code equity.csv}: one row for each point; {@code cumulative} goes on from the results before. */
    public static String equity(List<ReportRun> runs) {
        CsvTable csv = new CsvTable(List.of("run", "symbol", "time", "equity", "cumulative"));
        for (ReportRun run : runs) {
            double earned = 0;
            for (ReplayResult result : run.results()) {
                EquityCurve curve = result.equity();
                for (int i = 0; i < curve.size(); i++) {
                    csv.add(run.name())
                            .add(result.bars().symbol().value())
                            .add(curve.time(i))
                            .add(curve.value(i))
                            .add(earned + curve.value(i))
                            .end();
                }
                earned += result.statistics().pnl();
            }
        }
        return csv.text().toString();
    }

    /** The content of {@code decisions.csv}: one row for each decision, with four columns for each agent. */
    public static String decisions(List<ReportRun> runs) {
        return DecisionRows.csv(runs);
    }

    private static void trade(CsvTable csv, ClosedTrade trade) {
        Rationale why = trade.entryRationale();
        csv.add(trade.direction().text())
                .add(trade.size())
                .add(trade.entryTime())
                .add(trade.entryPrice())
                .add(trade.exitTime())
                .add(trade.exitPrice())
                .add(trade.exitReason().text())
                .add(trade.pnl())
                .add(trade.costs())
                .add(trade.barsHeld())
                .add(trade.timeStopBars())
                .add(trade.entryConfidence())
                .add(why.alignment())
                .add(why.primaryDriver())
                .add(why.liquidityQuality())
                .add(why.flipRisk())
                .end();
    }
}
