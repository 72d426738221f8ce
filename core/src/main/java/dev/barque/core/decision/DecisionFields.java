package dev.barque.core.decision;

import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision says, as named values in a fixed order: what two decisions are compared by, and what a digest of
 * decisions is made of. Evidence counts by its text. Keeps no state.
 */
public final class DecisionFields {
    private DecisionFields() {}

    /** Hears the values, one after the other. Paths are such as {@code views[1].confidence}. */
    public interface Visitor {
        /** A text; null for what is not there. */
        void text(String path, @Nullable String value);

        /** A number; two are the same when they are so bit by bit, where all NaN are one. */
        void number(String path, double value);

        /** A whole number. */
        void integer(String path, long value);
    }

    /** Names everything that a decision says. */
    public static void visit(Decision decision, Visitor to) {
        Grounds grounds = decision.grounds();
        to.text("decision", decision instanceof Trade ? "trade" : "no_trade");
        to.text("symbol", grounds.symbol().value());
        to.text("time", grounds.time().toString());
        to.text("profile", grounds.profile());
        row(grounds.row(), to);
        views(grounds.views(), to);
        to.number("scores.up", grounds.scores().up());
        to.number("scores.down", grounds.scores().down());
        verdicts(grounds.verdicts(), to);
        account(grounds.circumstances().account(), to);
        readings(grounds.circumstances().readings(), to);
        if (decision instanceof Trade trade) {
            trade(trade, to);
        } else if (decision instanceof NoTrade noTrade) {
            noTrade(noTrade, to);
        }
    }

    private static void row(@Nullable RowId row, Visitor to) {
        to.text("row", row == null ? null : "there");
        if (row != null) {
            to.text("row.symbol", row.symbol().value());
            to.text("row.feature_set", row.featureSet().value());
            to.text("row.event_time", row.eventTime().toString());
            to.text("row.known_at", row.knownAt().toString());
            to.integer("row.sequence", row.sequence());
        }
    }

    private static void views(List<AgentView> views, Visitor to) {
        to.integer("views.count", views.size());
        for (int i = 0; i < views.size(); i++) {
            AgentView view = views.get(i);
            String at = "views[" + i + "].";
            to.text(at + "agent", view.agent());
            to.number(at + "bias", view.bias());
            to.number(at + "confidence", view.confidence());
            to.text(at + "thesis", view.thesis());
            to.text(at + "abstains", Boolean.toString(view.abstains()));
            zones(at + "levels.support", view.levels().support(), to);
            zones(at + "levels.resistance", view.levels().resistance(), to);
            to.text(at + "evidence", view.evidence().text());
        }
    }

    private static void zones(String path, List<Interval> zones, Visitor to) {
        to.integer(path + ".count", zones.size());
        for (int i = 0; i < zones.size(); i++) {
            to.number(path + "[" + i + "].lo", zones.get(i).lo());
            to.number(path + "[" + i + "].hi", zones.get(i).hi());
        }
    }

    private static void verdicts(List<GuardVerdict> verdicts, Visitor to) {
        to.integer("verdicts.count", verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            GuardVerdict verdict = verdicts.get(i);
            String at = "verdicts[" + i + "].";
            to.text(at + "guard", verdict.guard());
            to.text(at + "outcome", verdict.outcome().name());
            to.number(at + "size_factor", verdict.sizeFactor());
            to.text(at + "reason", verdict.reason());
            to.number(at + "amount", verdict.amount());
        }
    }

    private static void account(AccountState account, Visitor to) {
        to.number("account.equity", account.equity());
        to.number("account.session_start_equity", account.sessionStartEquity());
        to.number("account.peak_equity", account.peakEquity());
        to.number("account.units", account.units());
        to.number("account.symbol_exposure", account.symbolExposure());
        to.number("account.gross_exposure", account.grossExposure());
        to.integer("account.day_trades", account.dayTrades());
        to.number("account.open_return", account.openReturn());
        to.integer("account.last_stop_micros", account.lastStopMicros());
    }

    private static void readings(List<Reading> readings, Visitor to) {
        to.integer("readings.count", readings.size());
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            String at = "readings[" + i + "].";
            to.text(at + "name", reading.name());
            to.number(at + "value", reading.value());
            to.integer(at + "known_micros", reading.knownMicros());
            to.text(at + "note", reading.note());
        }
    }

    private static void trade(Trade trade, Visitor to) {
        to.text("direction", trade.direction().text());
        to.number("confidence", trade.confidence());
        to.number("size", trade.size());
        to.integer("time_stop_bars", trade.timeStopBars());
        to.number("stop_loss", trade.stopLoss());
        to.text("rationale.alignment", trade.rationale().alignment());
        to.text("rationale.primary_driver", trade.rationale().primaryDriver());
        to.text("rationale.liquidity_quality", trade.rationale().liquidityQuality());
        to.text("rationale.flip_risk", trade.rationale().flipRisk());
    }

    private static void noTrade(NoTrade noTrade, Visitor to) {
        SmallestChange change = noTrade.smallestChange();
        to.text("reason", noTrade.reason().text());
        to.text("smallest_change.text", change.text());
        to.number("smallest_change.amount", change.amount());
        to.integer("smallest_change.shortfalls.count", change.shortfalls().size());
        for (int i = 0; i < change.shortfalls().size(); i++) {
            Shortfall each = change.shortfalls().get(i);
            String at = "smallest_change.shortfalls[" + i + "].";
            to.text(at + "agent", each.agent());
            to.text(at + "quantity", each.quantity());
            to.number(at + "found", each.found());
            to.text(at + "reach", each.reach().name());
            to.number(at + "bound", each.bound());
        }
    }
}
