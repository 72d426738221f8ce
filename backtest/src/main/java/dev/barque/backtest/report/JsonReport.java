package dev.barque.backtest.report;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayStatistics;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * A report as one JSON document, {@code barque-report/1}: runs, their totals, and for each result its statistics, trades,
 * equity and decisions. Times are ISO-8601 in UTC, what is not a finite number is null. UTF-8.
 */
public final class JsonReport {
    private JsonReport() {}

    /** Writes the document to a file, which is replaced as a whole. Throws BarqueException {@code report.unwritable}. */
    public static void write(Path target, ReportTitle title, List<ReportRun> runs) {
        TextFiles.replace(target, text(title, runs));
    }

    /** The document. */
    public static String text(ReportTitle title, List<ReportRun> runs) {
        Runs.check(title.title(), runs);
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("format", "barque-report/1");
            json.writeStringProperty("title", title.title());
            json.writeStringProperty("provenance", title.provenance());
            json.writeStringProperty("zone", title.zone().getId());
            json.writeArrayPropertyStart("runs");
            runs.forEach(run -> run(json, run));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void run(JsonGenerator json, ReportRun run) {
        RunTotals totals = RunTotals.of(run.results());
        json.writeStartObject();
        json.writeStringProperty("name", run.name());
        Json.number(json, "confidence_threshold", run.confidenceThreshold());
        Json.number(json, "nanos_per_bar", run.nanosPerBar());
        json.writeObjectPropertyStart("totals");
        Json.number(json, "pnl", totals.pnl());
        Json.number(json, "costs", totals.costs());
        json.writeNumberProperty("trades", totals.trades());
        Json.number(json, "win_rate", totals.winRate());
        Json.number(json, "average_win", totals.averageWin());
        Json.number(json, "average_loss", totals.averageLoss());
        Json.number(json, "max_drawdown", new RunSeries(run).maxDrawdown);
        json.writeNumberProperty("bars_decided", totals.decided());
        json.writeEndObject();
        json.writeArrayPropertyStart("results");
        run.results().forEach(result -> result(json, result));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, ReplayResult result) {
        json.writeStartObject();
        json.writeStringProperty("profile", result.profile());
        json.writeStringProperty("feature_set", result.featureSet().value());
        json.writeStringProperty("symbol", result.bars().symbol().value());
        json.writeNumberProperty("bars", result.bars().size());
        statistics(json, result.statistics());
        json.writeArrayPropertyStart("trades");
        result.trades().forEach(trade -> trade(json, trade));
        json.writeEndArray();
        json.writeArrayPropertyStart("equity");
        for (int i = 0; i < result.equity().size(); i++) {
            json.writeStartArray();
            json.writeString(result.equity().time(i).toString());
            Json.number(json, result.equity().value(i));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("decisions");
        result.decisions().forEach(decision -> DecisionJson.write(json, decision));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void statistics(JsonGenerator json, ReplayStatistics figures) {
        json.writeObjectPropertyStart("statistics");
        Json.number(json, "pnl", figures.pnl());
        json.writeNumberProperty("trades", figures.trades());
        Json.number(json, "win_rate", figures.winRate());
        Json.number(json, "average_win", figures.averageWin());
        Json.number(json, "average_loss", figures.averageLoss());
        Json.number(json, "sharpe_like_intraday", figures.sharpeLikeIntraday());
        Json.number(json, "max_drawdown", figures.maxDrawdown());
        Json.number(json, "costs", figures.costs());
        json.writeEndObject();
    }

    private static void trade(JsonGenerator json, ClosedTrade trade) {
        json.writeStartObject();
        json.writeStringProperty("direction", trade.direction().text());
        Json.number(json, "size", trade.size());
        json.writeStringProperty("entry_time", trade.entryTime().toString());
        Json.number(json, "entry_price", trade.entryPrice());
        json.writeStringProperty("exit_time", trade.exitTime().toString());
        Json.number(json, "exit_price", trade.exitPrice());
        json.writeStringProperty("exit_reason", trade.exitReason().text());
        Json.number(json, "pnl", trade.pnl());
        Json.number(json, "costs", trade.costs());
        json.writeNumberProperty("bars_held", trade.barsHeld());
        json.writeNumberProperty("time_stop_bars", trade.timeStopBars());
        Json.number(json, "entry_confidence", trade.entryConfidence());
        DecisionJson.rationale(json, trade.entryRationale());
        json.writeEndObject();
    }
}
