package dev.barque.store.decisions;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A decision as one line of JSON: everything that it says, in a fixed order of fields, the same bytes on every JVM.
 *
 * <p>{@code decision} is {@code trade} or {@code no_trade}; {@code row} is null when there were no features; zones are
 * arrays of lower and upper end; numbers that are not finite are null.
 */
public final class DecisionJson {
    // The JDK's own way of writing doubles changed with JDK 19.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private DecisionJson() {}

    /** The decision on one line, without a line end. */
    public static String of(Decision decision) {
        StringWriter out = new StringWriter(1_024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
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
        return out.toString();
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
        number(json, "up", grounds.scores().up());
        number(json, "down", grounds.scores().down());
        json.writeEndObject();
        json.writeArrayPropertyStart("verdicts");
        for (GuardVerdict verdict : grounds.verdicts()) {
            json.writeStartObject();
            json.writeStringProperty("guard", verdict.guard());
            json.writeStringProperty("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
            number(json, "size_factor", verdict.sizeFactor());
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
        number(json, "bias", view.bias());
        number(json, "confidence", view.confidence());
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
            number(json, zone.lo());
            number(json, zone.hi());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void trade(JsonGenerator json, Trade trade) {
        json.writeStringProperty("direction", trade.direction().text());
        number(json, "confidence", trade.confidence());
        number(json, "size", trade.size());
        json.writeNumberProperty("time_stop_bars", trade.timeStopBars());
        number(json, "stop_loss", trade.stopLoss());
        json.writeObjectPropertyStart("rationale");
        json.writeStringProperty("alignment", trade.rationale().alignment());
        json.writeStringProperty("primary_driver", trade.rationale().primaryDriver());
        json.writeStringProperty("liquidity_quality", trade.rationale().liquidityQuality());
        json.writeStringProperty("flip_risk", trade.rationale().flipRisk());
        json.writeEndObject();
    }

    private static void noTrade(JsonGenerator json, NoTrade noTrade) {
        json.writeStringProperty("reason", noTrade.reason().text());
        json.writeObjectPropertyStart("smallest_change");
        json.writeStringProperty("text", noTrade.smallestChange().text());
        number(json, "amount", noTrade.smallestChange().amount());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        number(json, value);
    }

    private static void number(JsonGenerator json, double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
