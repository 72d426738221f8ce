package dev.barque.backtest.report;

import dev.barque.backtest.report.RunSeries.PlacedTrade;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the page's charts and explorer read: columns by bar, texts by their place in one table. */
final class ChartData {
    private final TextTable texts = new TextTable();
    private final LocalTimes times;

    private ChartData(LocalTimes times) {
        this.times = times;
    }

    static String json(
            List<ReportRun> runs, List<RunSeries> series, LocalTimes times, int priceDecimals, int moneyDecimals) {
        ChartData data = new ChartData(times);
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("priceDecimals", priceDecimals);
            json.writeNumberProperty("moneyDecimals", moneyDecimals);
            json.writeArrayPropertyStart("runs");
            for (int i = 0; i < runs.size(); i++) {
                data.run(json, runs.get(i), series.get(i));
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("texts");
            data.texts.texts().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void run(JsonGenerator json, ReportRun run, RunSeries series) {
        int size = series.size();
        json.writeStartObject();
        json.writeStringProperty("name", run.name());
        json.writeStringProperty("symbol", run.results().get(0).bars().symbol().value());
        Json.number(json, "threshold", run.confidenceThreshold());
        json.writeArrayPropertyStart("time");
        for (long micros : series.time) {
            json.writeNumber(micros);
        }
        json.writeEndArray();
        days(json, series);
        offsets(json, series);
        Json.numbers(json, "close", size, i -> series.close[i]);
        Json.numbers(json, "equity", size, i -> series.equity[i]);
        Json.numbers(json, "drawdown", size, i -> series.drawdown[i]);
        decisions(json, series);
        agents(json, series);
        trades(json, series);
        json.writeEndObject();
    }

    /** First bar and date of each trading day. */
    private void days(JsonGenerator json, RunSeries series) {
        json.writeArrayPropertyStart("days");
        LocalDate last = LocalDate.MIN;
        for (int i = 0; i < series.size(); i++) {
            LocalDate date = times.tradingDate(series.time[i]);
            if (!date.equals(last)) {
                json.writeStartArray();
                json.writeNumber(i);
                json.writeString(date.toString());
                json.writeEndArray();
                last = date;
            }
        }
        json.writeEndArray();
    }

    /** From which bar on the exchange's clock is so many seconds ahead of UTC. */
    private void offsets(JsonGenerator json, RunSeries series) {
        json.writeArrayPropertyStart("offsets");
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < series.size(); i++) {
            int offset = times.offsetSeconds(series.time[i]);
            if (offset != last) {
                json.writeStartArray();
                json.writeNumber(i);
                json.writeNumber(offset);
                json.writeEndArray();
                last = offset;
            }
        }
        json.writeEndArray();
    }

    private void decisions(JsonGenerator json, RunSeries series) {
        @Nullable Decision[] made = series.decisions;
        int size = made.length;
        // 0 none, 1 no trade, 2 long, 3 short
        Json.integers(json, "kind", size, i -> kind(made[i]));
        Json.integers(json, "why", size, i -> text(why(made[i])));
        Json.integers(
                json,
                "change",
                size,
                i -> text(made[i] instanceof NoTrade n ? n.smallestChange().text() : null));
        Json.numbers(
                json,
                "amount",
                size,
                i -> made[i] instanceof NoTrade n ? n.smallestChange().amount() : Double.NaN);
        Json.numbers(json, "up", size, i -> of(made[i], d -> d.scores().up()));
        Json.numbers(json, "down", size, i -> of(made[i], d -> d.scores().down()));
        Json.integers(json, "profile", size, i -> text(profile(made[i])));
        Json.integers(json, "set", size, i -> text(set(made[i])));
        Json.numbers(json, "rowEvent", size, i -> row(made[i], r -> UtcMicros.of(r.eventTime())));
        Json.numbers(json, "rowKnown", size, i -> row(made[i], r -> UtcMicros.of(r.knownAt())));
        Json.numbers(json, "rowSequence", size, i -> row(made[i], RowId::sequence));
        json.writeObjectPropertyStart("orders");
        for (int i = 0; i < size; i++) {
            if (made[i] instanceof Trade trade) {
                order(json, i, trade);
            }
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("guards");
        for (int i = 0; i < size; i++) {
            Decision decision = made[i];
            if (decision != null && !decision.grounds().verdicts().isEmpty()) {
                guards(json, i, decision.grounds());
            }
        }
        json.writeEndObject();
    }

    private static void order(JsonGenerator json, int bar, Trade trade) {
        json.writeObjectPropertyStart(Integer.toString(bar));
        Json.number(json, "confidence", trade.confidence());
        Json.number(json, "size", trade.size());
        json.writeNumberProperty("timeStop", trade.timeStopBars());
        Json.number(json, "stop", trade.stopLoss());
        json.writeEndObject();
    }

    private void guards(JsonGenerator json, int bar, Grounds grounds) {
        json.writeArrayPropertyStart(Integer.toString(bar));
        for (GuardVerdict verdict : grounds.verdicts()) {
            json.writeStartArray();
            json.writeNumber(text(verdict.guard()));
            json.writeNumber(text(verdict.outcome().name().toLowerCase(Locale.ROOT)));
            Json.number(json, verdict.sizeFactor());
            json.writeNumber(text(verdict.reason()));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void agents(JsonGenerator json, RunSeries series) {
        AgentColumns columns = new AgentColumns();
        List<Map<String, AgentView>> views = new ArrayList<>();
        for (Decision decision : series.decisions) {
            if (decision != null) {
                columns.see(decision);
            }
            views.add(AgentColumns.byColumn(decision));
        }
        int size = views.size();
        json.writeArrayPropertyStart("agents");
        for (String agent : columns.names()) {
            json.writeStartObject();
            json.writeStringProperty("name", agent);
            // An agent that abstains has no confidence: a gap in its line, not a zero.
            Json.numbers(json, "confidence", size, i -> spoken(views.get(i).get(agent), AgentView::confidence));
            Json.numbers(json, "bias", size, i -> spoken(views.get(i).get(agent), AgentView::bias));
            Json.integers(json, "thesis", size, i -> text(views.get(i).get(agent), AgentView::thesis));
            Json.integers(
                    json,
                    "evidence",
                    size,
                    i -> text(views.get(i).get(agent), v -> v.evidence().text()));
            Json.integers(json, "levels", size, i -> text(views.get(i).get(agent), v -> levels(v.levels())));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void trades(JsonGenerator json, RunSeries series) {
        json.writeArrayPropertyStart("trades");
        for (PlacedTrade placed : series.trades) {
            json.writeStartObject();
            json.writeNumberProperty("entry", placed.entry());
            json.writeNumberProperty("exit", placed.exit());
            json.writeNumberProperty("sign", placed.trade().direction().sign());
            Json.number(json, "entryPrice", placed.trade().entryPrice());
            Json.number(json, "exitPrice", placed.trade().exitPrice());
            Json.number(json, "stop", placed.stop());
            Json.number(json, "size", placed.trade().size());
            Json.number(json, "pnl", placed.trade().pnl());
            json.writeStringProperty("why", placed.trade().exitReason().text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private int text(@Nullable String text) {
        return text == null || text.isEmpty() ? -1 : texts.place(text);
    }

    private int text(@Nullable AgentView view, Function<AgentView, String> text) {
        return view == null ? -1 : text(text.apply(view));
    }

    private static double spoken(@Nullable AgentView view, ToDoubleFunction<AgentView> value) {
        return view == null || view.abstains() ? Double.NaN : value.applyAsDouble(view);
    }

    private static double of(@Nullable Decision decision, ToDoubleFunction<Decision> value) {
        return decision == null ? Double.NaN : value.applyAsDouble(decision);
    }

    private static double row(@Nullable Decision decision, ToDoubleFunction<RowId> value) {
        RowId row = decision == null ? null : decision.grounds().row();
        return row == null ? Double.NaN : value.applyAsDouble(row);
    }

    private static int kind(@Nullable Decision decision) {
        if (decision instanceof Trade trade) {
            return trade.direction().sign() > 0 ? 2 : 3;
        }
        return decision == null ? 0 : 1;
    }

    private static @Nullable String why(@Nullable Decision decision) {
        if (decision instanceof NoTrade none) {
            return none.reason().text();
        }
        return decision == null ? null : decision.explanation();
    }

    private static @Nullable String profile(@Nullable Decision decision) {
        return decision == null ? null : decision.grounds().profile();
    }

    private static @Nullable String set(@Nullable Decision decision) {
        RowId row = decision == null ? null : decision.grounds().row();
        return row == null ? null : row.symbol() + " " + row.featureSet();
    }

    private static String levels(Levels levels) {
        String support = zones("support", levels.support());
        String resistance = zones("resistance", levels.resistance());
        return support.isEmpty() || resistance.isEmpty() ? support + resistance : support + "; " + resistance;
    }

    private static String zones(String name, List<Interval> zones) {
        if (zones.isEmpty()) {
            return "";
        }
        List<String> texts = new ArrayList<>();
        for (Interval zone : zones) {
            texts.add(Numbers.fixed(zone.lo(), 2) + "\u2013" + Numbers.fixed(zone.hi(), 2));
        }
        return name + " " + String.join(", ", texts);
    }
}
