package dev.barque.backtest.report;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.reasons.Spread;
import dev.barque.backtest.reasons.WhyNoTrade;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A run of one account as one JSON document, {@code barque-portfolio/1}; docs/portfolio-files.md says what is in it. */
final class PortfolioJson {
    private final JsonGenerator json;
    private final PortfolioRun run;
    private final PortfolioResult result;

    private PortfolioJson(JsonGenerator json, PortfolioRun run) {
        this.json = json;
        this.run = run;
        result = run.result();
    }

    static void write(Writer to, ReportTitle title, PortfolioRun run) {
        Json.write(to, json -> new PortfolioJson(json, run).document(title));
    }

    private void document(ReportTitle title) {
        json.writeStartObject();
        json.writeStringProperty("format", "barque-portfolio/1");
        json.writeStringProperty("title", title.title());
        json.writeStringProperty("provenance", title.provenance());
        json.writeStringProperty("zone", title.zone().getId());
        json.writeStringProperty("calendar", run.calendar().id());
        json.writeStringProperty("strategy", result.strategy());
        json.writeNumberProperty("trials", run.trials().trials());
        summary(result.summary());
        json.writeArrayPropertyStart("rules");
        result.rules().forEach(json::writeString);
        json.writeEndArray();
        Performance performance = run.performance();
        figures(performance);
        verdicts(Verdicts.of(performance, run.trials()));
        for (ReportTable table : PortfolioTables.of(result)) {
            if (table.name().equals("equity")) {
                columns(table);
            } else {
                rows(table);
            }
        }
        whyNoTrade(run.decisions());
        if (run.manifest() == null) {
            json.writeNullProperty("manifest");
        } else {
            json.writeName("manifest");
            json.writeRawValue(run.manifest().toJson());
        }
        json.writeEndObject();
    }

    private void summary(PortfolioSummary summary) {
        json.writeObjectPropertyStart("summary");
        Json.number(json, "capital", summary.capital());
        Json.number(json, "equity", summary.equity());
        Json.number(json, "gross", summary.gross());
        Json.number(json, "slippage", summary.slippage());
        Json.number(json, "impact", summary.impact());
        Json.number(json, "fees", summary.fees());
        Json.number(json, "borrow", summary.borrow());
        Json.number(json, "dividends", summary.dividends());
        Json.number(json, "net", summary.net());
        Json.number(json, "cash", summary.cash());
        json.writeNumberProperty("bars", summary.bars());
        json.writeNumberProperty("instants", summary.instants());
        json.writeNumberProperty("orders", summary.orders());
        json.writeNumberProperty("margin_calls", summary.marginCalls());
        json.writeNumberProperty("stale_instants", summary.staleInstants());
        json.writeArrayPropertyStart("open");
        for (PortfolioSummary.Holding held : summary.open()) {
            json.writeStartObject();
            json.writeStringProperty("symbol", held.symbol().value());
            Json.number(json, "quantity", held.quantity());
            Json.number(json, "entry_price", held.entryPrice());
            Json.number(json, "mark", held.mark());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void figures(Performance performance) {
        json.writeObjectPropertyStart("figures");
        performance.figures().forEach((figure, measure) -> Json.number(json, figure.id(), measure.value()));
        json.writeEndObject();
        json.writeObjectPropertyStart("figures_absent");
        performance.figures().forEach((figure, measure) -> {
            if (!measure.isPresent()) {
                json.writeStringProperty(figure.id(), measure.absent());
            }
        });
        json.writeEndObject();
    }

    private void verdicts(List<Verdict> verdicts) {
        json.writeArrayPropertyStart("verdicts");
        for (Verdict verdict : verdicts) {
            json.writeStartObject();
            json.writeStringProperty("id", verdict.id());
            json.writeStringProperty("claim", verdict.claim());
            json.writeStringProperty("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
            Json.number(json, "figure", verdict.figure().value());
            json.writeStringProperty("meaning", verdict.meaning());
            json.writeStringProperty("confidence", verdict.confidence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rows(ReportTable table) {
        List<RoundTrip> trips = table.name().equals("positions") ? result.roundTrips() : List.of();
        json.writeArrayPropertyStart(table.name());
        for (int row = 0; row < table.rows(); row++) {
            json.writeStartObject();
            for (ReportTable.Column column : table.columns()) {
                json.writeName(column.name());
                value(column, row);
            }
            if (!trips.isEmpty()) {
                decision(trips.get(row).decision());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void decision(@Nullable Decision decision) {
        json.writeName("decision");
        if (decision == null) {
            json.writeNull();
        } else {
            DecisionJson.write(json, decision);
        }
    }

    /** An array for each column: there is a row for each instant. */
    private void columns(ReportTable table) {
        json.writeObjectPropertyStart(table.name());
        for (ReportTable.Column column : table.columns()) {
            json.writeArrayPropertyStart(column.name());
            for (int row = 0; row < table.rows(); row++) {
                value(column, row);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void value(ReportTable.Column column, int row) {
        switch (column.kind()) {
            case TIME -> json.writeString(PortfolioTables.iso(column.whole(row)));
            case WHOLE -> json.writeNumber(column.whole(row));
            case NUMBER -> Json.number(json, column.number(row));
            case TEXT -> column.text(row).ifPresentOrElse(json::writeString, json::writeNull);
        }
    }

    private void whyNoTrade(@Nullable WhyNoTrade why) {
        if (why == null) {
            json.writeNullProperty("why_no_trade");
            return;
        }
        json.writeObjectPropertyStart("why_no_trade");
        json.writeNumberProperty("trades", why.trades());
        json.writeNumberProperty("no_trades", why.noTrades());
        reasons(why.reasons());
        json.writeObjectPropertyStart("missing");
        why.lacking().forEach((what, spread) -> {
            json.writeObjectPropertyStart(what);
            spread(spread);
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeObjectPropertyStart("guards");
        why.guards().forEach((id, guard) -> {
            json.writeObjectPropertyStart(id);
            json.writeNumberProperty("vetoed", guard.vetoed());
            json.writeNumberProperty("shrunk", guard.shrunk());
            spread(guard.beyond());
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeArrayPropertyStart("nearest_misses");
        for (NoTrade miss : why.nearest()) {
            json.writeStartObject();
            json.writeStringProperty("symbol", miss.symbol().value());
            json.writeStringProperty("time", miss.time().toString());
            Json.number(json, "amount", miss.smallestChange().amount());
            json.writeStringProperty("text", miss.smallestChange().text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("symbols");
        why.symbols().forEach((symbol, of) -> {
            json.writeObjectPropertyStart(symbol.value());
            json.writeNumberProperty("trades", of.trades());
            reasons(of.reasons());
            json.writeEndObject();
        });
        json.writeEndObject();
        json.writeEndObject();
    }

    private void reasons(Map<NoTrade.Reason, Integer> counts) {
        json.writeObjectPropertyStart("reasons");
        counts.forEach((reason, count) -> json.writeNumberProperty(reason.text(), count));
        json.writeEndObject();
    }

    private void spread(Spread spread) {
        json.writeNumberProperty("bars", spread.count());
        Json.number(json, "least", spread.quantile(0));
        Json.number(json, "median", spread.quantile(0.5));
        Json.number(json, "p90", spread.quantile(0.9));
        Json.number(json, "most", spread.quantile(1));
    }
}
