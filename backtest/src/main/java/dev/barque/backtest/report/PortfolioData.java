package dev.barque.backtest.report;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.statistics.Performance;
import dev.barque.core.decision.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the page's script reads: columns rather than rows, each text once. */
final class PortfolioData {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final LocalTimes times;

    private PortfolioData(LocalTimes times) {
        this.times = times;
    }

    static String of(PortfolioResult result, Performance run, LocalTimes times) {
        return Json.write(json -> new PortfolioData(times).write(json, result, run));
    }

    private void write(JsonGenerator json, PortfolioResult result, Performance run) {
        json.writeStartObject();
        json.writeNumberProperty("window", RollingFigures.WINDOW);
        days(json, run);
        trips(json, result.roundTrips());
        List<String> texts = new ArrayList<>(places.keySet());
        json.writeArrayPropertyStart("texts");
        texts.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void days(JsonGenerator json, Performance run) {
        int size = run.days().size();
        double[] below = RollingFigures.drawdown(run);
        double[] sharpe = RollingFigures.rollingSharpe(run);
        json.writeArrayPropertyStart("dates");
        for (int i = 0; i < size; i++) {
            json.writeString(run.days().date(i).toString());
        }
        json.writeEndArray();
        Json.numbers(json, "equity", size, run.days()::closing);
        Json.numbers(json, "drawdown", size, i -> below[i] * 100);
        Json.numbers(json, "sharpe", size, i -> sharpe[i]);
    }

    private void trips(JsonGenerator json, List<RoundTrip> trips) {
        int size = trips.size();
        Json.integers(json, "symbol", size, i -> place(trips.get(i).symbol().value()));
        Json.integers(json, "side", size, i -> place(trips.get(i).direction().text()));
        Json.integers(json, "cause", size, i -> place(trips.get(i).cause().text()));
        Json.integers(json, "because", size, i -> because(trips.get(i).decision()));
        Json.integers(json, "held", size, i -> trips.get(i).barsHeld());
        time(json, "opened", trips, RoundTrip::openedMicros);
        time(json, "closed", trips, RoundTrip::closedMicros);
        column(json, "quantity", trips, RoundTrip::quantity);
        column(json, "entry", trips, RoundTrip::entryPrice);
        column(json, "exit", trips, RoundTrip::exitPrice);
        column(json, "gross", trips, RoundTrip::gross);
        column(json, "slippage", trips, RoundTrip::slippage);
        column(json, "impact", trips, RoundTrip::impact);
        column(json, "fees", trips, RoundTrip::fees);
        column(json, "borrow", trips, RoundTrip::borrow);
        column(json, "net", trips, RoundTrip::net);
    }

    private int because(@Nullable Decision decision) {
        return decision == null ? -1 : place(decision.explanation());
    }

    private int place(String text) {
        return places.computeIfAbsent(text, t -> places.size());
    }

    /** Seconds on the exchange's clock, and how far that is ahead of UTC. */
    private void time(JsonGenerator json, String name, List<RoundTrip> trips, MicrosOf of) {
        Json.numbers(json, name, trips.size(), i -> {
            long micros = of.micros(trips.get(i));
            return Math.floorDiv(micros, MICROS_PER_SECOND) + times.offsetSeconds(micros);
        });
        Json.integers(json, name + "Offset", trips.size(), i -> times.offsetSeconds(of.micros(trips.get(i))));
    }

    private static void column(JsonGenerator json, String name, List<RoundTrip> trips, ToDoubleFunction<RoundTrip> of) {
        Json.numbers(json, name, trips.size(), i -> of.applyAsDouble(trips.get(i)));
    }

    /** A time of a position, UTC microseconds. */
    @FunctionalInterface
    private interface MicrosOf {
        long micros(RoundTrip trip);
    }
}
