package dev.barque.backtest.report;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.AlignmentComposer;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Trade;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The decisions that opened closed positions, for the page's script: in chunks, of which it reads one when somebody asks, since
 * with 100,000 positions they are most of the page. A decision is a list rather than an object, and each text stands once in a
 * chunk; {@code portfolio.js} names the places.
 */
final class TripDecisions {
    /** Positions in a chunk: some hundred kilobytes, parsed without a wait that could be felt. */
    static final int CHUNK = 1_000;

    /** Millionths: more than the page shows; exact numbers stand in the files beside it. */
    private static final double SHOWN = 1e6;

    private final @Nullable AlignmentComposer composer;
    private final LocalTimes times;

    TripDecisions(@Nullable Profile profile, LocalTimes times) {
        composer = profile != null && profile.composer() instanceof AlignmentComposer votes ? votes : null;
        this.times = times;
    }

    /** One JSON text for each {@link #CHUNK} positions, in their order; none where no position names a decision. */
    List<String> chunks(List<RoundTrip> trips) {
        List<String> chunks = new ArrayList<>();
        if (trips.stream().noneMatch(trip -> trip.decision() != null)) {
            return chunks;
        }
        for (int from = 0; from < trips.size(); from += CHUNK) {
            List<RoundTrip> part = trips.subList(from, Math.min(trips.size(), from + CHUNK));
            chunks.add(Json.write(json -> new Chunk(json).write(part)));
        }
        return chunks;
    }

    /** By which factor the votes of one side must exceed the other's, NaN where nobody says. */
    double edge() {
        return composer == null ? Double.NaN : composer.settings().edge();
    }

    private final class Chunk {
        private final JsonGenerator json;
        private final Map<String, Integer> places = new LinkedHashMap<>();

        Chunk(JsonGenerator json) {
            this.json = json;
        }

        void write(List<RoundTrip> trips) {
            json.writeStartObject();
            json.writeArrayPropertyStart("decisions");
            for (RoundTrip trip : trips) {
                if (trip.decision() == null) {
                    json.writeNull();
                } else {
                    decision(trip.decision());
                }
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("texts");
            places.keySet().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }

        private void decision(Decision decision) {
            long micros = UtcMicros.of(decision.time());
            json.writeStartArray();
            json.writeNumber(Math.floorDiv(micros, 1_000_000L));
            number(times.offsetSeconds(micros));
            text(decision.grounds().profile());
            if (decision instanceof Trade trade) {
                number(trade.confidence());
                number(trade.size());
                number(trade.timeStopBars());
                number(trade.stopLoss());
            } else {
                for (int i = 0; i < 4; i++) {
                    json.writeNull();
                }
            }
            number(decision.scores().up());
            number(decision.scores().down());
            int voices = (int)
                    decision.views().stream().filter(view -> !view.abstains()).count();
            number(composer == null ? Double.NaN : composer.settings().quorum(voices));
            json.writeStartArray();
            decision.views().forEach(view -> view(view, micros));
            json.writeEndArray();
            json.writeStartArray();
            decision.grounds().verdicts().forEach(this::verdict);
            json.writeEndArray();
            json.writeEndArray();
        }

        private void view(AgentView view, long micros) {
            json.writeStartArray();
            text(view.agent());
            number(view.abstains() ? Double.NaN : view.bias());
            number(view.abstains() ? Double.NaN : view.confidence());
            number(composer == null ? Double.NaN : composer.settings().threshold(view.agent()));
            number(composer == null ? Double.NaN : composer.weight(view.agent(), micros));
            text(view.thesis());
            text(view.evidence().text());
            json.writeEndArray();
        }

        private void verdict(GuardVerdict verdict) {
            json.writeStartArray();
            text(verdict.guard());
            text(verdict.outcome().name().toLowerCase(Locale.ROOT));
            number(verdict.sizeFactor());
            text(verdict.reason());
            json.writeEndArray();
        }

        private void number(double value) {
            Json.number(json, Math.abs(value) < 1e9 ? Math.rint(value * SHOWN) / SHOWN : value);
        }

        private void text(String text) {
            json.writeNumber(places.computeIfAbsent(text, t -> places.size()));
        }
    }
}
