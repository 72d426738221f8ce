package dev.barque.backtest.report;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One decision of a {@link JsonReport}. */
final class DecisionJson {
    private DecisionJson() {}

    static void write(JsonGenerator json, Decision decision) {
        json.writeStartObject();
        json.writeStringProperty("time", decision.time().toString());
        if (decision instanceof NoTrade none) {
            json.writeStringProperty("decision", "no_trade");
            json.writeStringProperty("reason", none.reason().text());
            json.writeStringProperty("smallestChange", none.smallestChange().text());
            Json.number(json, "smallestChangeAmount", none.smallestChange().amount());
        } else if (decision instanceof Trade trade) {
            json.writeStringProperty("decision", trade.direction().text());
            Json.number(json, "confidence", trade.confidence());
            Json.number(json, "size", trade.size());
            json.writeNumberProperty("timeStopBars", trade.timeStopBars());
            Json.number(json, "stopLoss", trade.stopLoss());
            rationale(json, trade.rationale());
        }
        Json.number(json, "scoreUp", decision.scores().up());
        Json.number(json, "scoreDown", decision.scores().down());
        row(json, decision.grounds().row());
        json.writeArrayPropertyStart("views");
        decision.views().forEach(view -> view(json, view));
        json.writeEndArray();
        json.writeArrayPropertyStart("guards");
        decision.grounds().verdicts().forEach(verdict -> verdict(json, verdict));
        json.writeEndArray();
        json.writeEndObject();
    }

    static void rationale(JsonGenerator json, Rationale why) {
        json.writeObjectPropertyStart("rationale");
        json.writeStringProperty("alignment", why.alignment());
        json.writeStringProperty("primaryDriver", why.primaryDriver());
        json.writeStringProperty("liquidityQuality", why.liquidityQuality());
        json.writeStringProperty("flipRisk", why.flipRisk());
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, @Nullable RowId row) {
        if (row == null) {
            json.writeNullProperty("row");
            return;
        }
        json.writeObjectPropertyStart("row");
        json.writeStringProperty("symbol", row.symbol().value());
        json.writeStringProperty("featureSet", row.featureSet().value());
        json.writeStringProperty("eventTime", row.eventTime().toString());
        json.writeStringProperty("knownAt", row.knownAt().toString());
        json.writeNumberProperty("sequence", row.sequence());
        json.writeEndObject();
    }

    private static void view(JsonGenerator json, AgentView view) {
        json.writeStartObject();
        json.writeStringProperty("agent", view.agent());
        json.writeBooleanProperty("abstains", view.abstains());
        Json.number(json, "bias", view.bias());
        Json.number(json, "confidence", view.confidence());
        json.writeStringProperty("thesis", view.thesis());
        json.writeStringProperty("evidence", view.evidence().text());
        zones(json, "support", view.levels().support());
        zones(json, "resistance", view.levels().resistance());
        json.writeEndObject();
    }

    private static void zones(JsonGenerator json, String name, List<Interval> zones) {
        json.writeArrayPropertyStart(name);
        for (Interval zone : zones) {
            json.writeStartArray();
            Json.number(json, zone.lo());
            Json.number(json, zone.hi());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void verdict(JsonGenerator json, GuardVerdict verdict) {
        json.writeStartObject();
        json.writeStringProperty("guard", verdict.guard());
        json.writeStringProperty("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
        Json.number(json, "sizeFactor", verdict.sizeFactor());
        json.writeStringProperty("reason", verdict.reason());
        json.writeEndObject();
    }
}
