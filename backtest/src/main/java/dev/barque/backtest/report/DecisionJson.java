package dev.barque.backtest.report;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
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

    /** As a record of the decision log, without what only a machine reads; what is not a finite number is null. */
    static void write(JsonGenerator json, Decision decision) {
        json.writeStartObject();
        json.writeStringProperty("decision", decision instanceof Trade ? "trade" : "no_trade");
        grounds(json, decision.grounds());
        if (decision instanceof Trade trade) {
            trade(json, trade);
        } else if (decision instanceof NoTrade noTrade) {
            noTrade(json, noTrade);
        }
        json.writeStringProperty("explanation", decision.explanation());
        json.writeEndObject();
    }

    static void rationale(JsonGenerator json, Rationale why) {
        json.writeObjectPropertyStart("rationale");
        json.writeStringProperty("alignment", why.alignment());
        json.writeStringProperty("primary_driver", why.primaryDriver());
        json.writeStringProperty("liquidity_quality", why.liquidityQuality());
        json.writeStringProperty("flip_risk", why.flipRisk());
        json.writeEndObject();
    }

    private static void grounds(JsonGenerator json, Grounds grounds) {
        json.writeStringProperty("symbol", grounds.symbol().value());
        json.writeStringProperty("time", grounds.time().toString());
        json.writeStringProperty("profile", grounds.profile());
        row(json, grounds.row());
        json.writeArrayPropertyStart("views");
        for (AgentView view : grounds.views()) {
            view(json, view);
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("scores");
        Json.number(json, "up", grounds.scores().up());
        Json.number(json, "down", grounds.scores().down());
        json.writeEndObject();
        json.writeArrayPropertyStart("verdicts");
        for (GuardVerdict verdict : grounds.verdicts()) {
            json.writeStartObject();
            json.writeStringProperty("guard", verdict.guard());
            json.writeStringProperty("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
            Json.number(json, "size_factor", verdict.sizeFactor());
            json.writeStringProperty("reason", verdict.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, @Nullable RowId row) {
        if (row == null) {
            json.writeNullProperty("row");
            return;
        }
        json.writeObjectPropertyStart("row");
        json.writeStringProperty("symbol", row.symbol().value());
        json.writeStringProperty("feature_set", row.featureSet().value());
        json.writeStringProperty("event_time", row.eventTime().toString());
        json.writeStringProperty("known_at", row.knownAt().toString());
        json.writeNumberProperty("sequence", row.sequence());
        json.writeEndObject();
    }

    private static void view(JsonGenerator json, AgentView view) {
        json.writeStartObject();
        json.writeStringProperty("agent", view.agent());
        Json.number(json, "bias", view.bias());
        Json.number(json, "confidence", view.confidence());
        json.writeStringProperty("thesis", view.thesis());
        json.writeBooleanProperty("abstains", view.abstains());
        json.writeObjectPropertyStart("levels");
        zones(json, "support", view.levels().support());
        zones(json, "resistance", view.levels().resistance());
        json.writeEndObject();
        json.writeStringProperty("evidence", view.evidence().text());
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

    private static void trade(JsonGenerator json, Trade trade) {
        json.writeStringProperty("direction", trade.direction().text());
        Json.number(json, "confidence", trade.confidence());
        Json.number(json, "size", trade.size());
        json.writeNumberProperty("time_stop_bars", trade.timeStopBars());
        Json.number(json, "stop_loss", trade.stopLoss());
        rationale(json, trade.rationale());
    }

    private static void noTrade(JsonGenerator json, NoTrade noTrade) {
        json.writeStringProperty("reason", noTrade.reason().text());
        json.writeObjectPropertyStart("smallest_change");
        json.writeStringProperty("text", noTrade.smallestChange().text());
        Json.number(json, "amount", noTrade.smallestChange().amount());
        json.writeEndObject();
    }
}
