package dev.barque.store.internal.decision;

import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a record between its number and its check sum, in their fixed order. See {@code docs/decision-log.md}. Not
 * safe for use by several threads.
 */
final class DecisionEncoder {
    private final JsonBytes to;
    private final SmallestChange.ShortfallReader shortfalls = this::shortfall;

    DecisionEncoder(JsonBytes to) {
        this.to = to;
    }

    void write(Decision decision) {
        Grounds grounds = decision.grounds();
        to.raw("\"symbol\":").text(grounds.symbol().value());
        to.raw(",\"profile\":").text(grounds.profile());
        to.raw(",\"time\":").instant(grounds.time());
        to.raw(decision instanceof Trade ? ",\"decision\":\"trade\"" : ",\"decision\":\"no_trade\"");
        row(grounds.row());
        views(grounds.views());
        to.raw(",\"scores\":{\"up\":").number(grounds.scores().up());
        to.raw(",\"down\":").number(grounds.scores().down());
        to.raw('}');
        verdicts(grounds.verdicts());
        circumstances(grounds.circumstances());
        if (decision instanceof Trade trade) {
            trade(trade);
        } else {
            noTrade((NoTrade) decision);
        }
    }

    private void row(@Nullable RowId row) {
        if (row == null) {
            to.raw(",\"row\":null");
            return;
        }
        to.raw(",\"row\":{\"symbol\":").text(row.symbol().value());
        to.raw(",\"feature_set\":").text(row.featureSet().value());
        to.raw(",\"event_time\":");
        int from = to.size();
        int end = to.instant(row.eventTime()).size();
        to.raw(",\"known_at\":");
        if (row.knownAt().equals(row.eventTime())) {
            to.again(from, end);
        } else {
            to.instant(row.knownAt());
        }
        to.raw(",\"sequence\":").integer(row.sequence()).raw('}');
    }

    private void views(List<AgentView> views) {
        to.raw(",\"views\":[");
        for (int i = 0; i < views.size(); i++) {
            AgentView view = views.get(i);
            to.raw(i == 0 ? "{\"agent\":" : ",{\"agent\":").text(view.agent());
            to.raw(",\"bias\":").number(view.bias());
            to.raw(",\"confidence\":").number(view.confidence());
            to.raw(",\"thesis\":").text(view.thesis());
            to.raw(view.abstains() ? ",\"abstains\":true" : ",\"abstains\":false");
            to.raw(",\"levels\":{\"support\":");
            zones(view.levels().support());
            to.raw(",\"resistance\":");
            zones(view.levels().resistance());
            StringBuilder evidence = to.scratch();
            view.evidence().appendTo(evidence);
            to.raw("},\"evidence\":\"").characters(evidence).raw("\"}");
        }
        to.raw(']');
    }

    private void zones(List<Interval> zones) {
        to.raw('[');
        for (int i = 0; i < zones.size(); i++) {
            Interval zone = zones.get(i);
            to.raw(i == 0 ? "[" : ",[").number(zone.lo()).raw(',').number(zone.hi());
            to.raw(']');
        }
        to.raw(']');
    }

    private void verdicts(List<GuardVerdict> verdicts) {
        to.raw(",\"verdicts\":[");
        for (int i = 0; i < verdicts.size(); i++) {
            GuardVerdict verdict = verdicts.get(i);
            to.raw(i == 0 ? "{\"guard\":" : ",{\"guard\":").text(verdict.guard());
            to.raw(
                    switch (verdict.outcome()) {
                        case PASSED -> ",\"outcome\":\"passed\"";
                        case SHRUNK -> ",\"outcome\":\"shrunk\"";
                        case VETOED -> ",\"outcome\":\"vetoed\"";
                    });
            to.raw(",\"size_factor\":").number(verdict.sizeFactor());
            to.raw(",\"reason\":").text(verdict.reason());
            to.raw(",\"amount\":").number(verdict.amount()).raw('}');
        }
        to.raw(']');
    }

    /** Null for what nobody knows, which is what profiles without guards are shown. */
    private void circumstances(Circumstances circumstances) {
        if (circumstances.equals(Circumstances.unknown())) {
            to.raw(",\"circumstances\":null");
            return;
        }
        AccountState account = circumstances.account();
        to.raw(",\"circumstances\":{\"account\":{\"equity\":").number(account.equity());
        to.raw(",\"session_start_equity\":").number(account.sessionStartEquity());
        to.raw(",\"peak_equity\":").number(account.peakEquity());
        to.raw(",\"units\":").number(account.units());
        to.raw(",\"symbol_exposure\":").number(account.symbolExposure());
        to.raw(",\"gross_exposure\":").number(account.grossExposure());
        to.raw(",\"day_trades\":").integer(account.dayTrades());
        to.raw(",\"open_return\":").number(account.openReturn());
        to.raw(",\"last_stop_micros\":").integer(account.lastStopMicros());
        to.raw("},\"readings\":[");
        for (int i = 0; i < circumstances.readings().size(); i++) {
            Reading reading = circumstances.readings().get(i);
            to.raw(i == 0 ? "{\"name\":" : ",{\"name\":").text(reading.name());
            to.raw(",\"value\":").number(reading.value());
            to.raw(",\"known_micros\":").integer(reading.knownMicros());
            to.raw(",\"note\":").text(reading.note()).raw('}');
        }
        to.raw("]}");
    }

    private void trade(Trade trade) {
        to.raw(",\"direction\":").text(trade.direction().text());
        to.raw(",\"confidence\":").number(trade.confidence());
        to.raw(",\"size\":").number(trade.size());
        to.raw(",\"time_stop_bars\":").integer(trade.timeStopBars());
        to.raw(",\"stop_loss\":").number(trade.stopLoss());
        to.raw(",\"rationale\":{\"alignment\":").text(trade.rationale().alignment());
        to.raw(",\"primary_driver\":").text(trade.rationale().primaryDriver());
        to.raw(",\"liquidity_quality\":").text(trade.rationale().liquidityQuality());
        to.raw(",\"flip_risk\":").text(trade.rationale().flipRisk());
        to.raw("},\"explanation\":").text(trade.explanation());
    }

    private void noTrade(NoTrade noTrade) {
        SmallestChange change = noTrade.smallestChange();
        to.raw(",\"reason\":").text(noTrade.reason().text());
        StringBuilder text = to.scratch();
        change.appendTo(text);
        to.raw(",\"smallest_change\":{\"text\":\"");
        int from = to.size();
        int end = to.characters(text).size();
        to.raw('"');
        to.raw(",\"amount\":").number(change.amount());
        to.raw(",\"shortfalls\":[");
        change.eachShortfall(shortfalls);
        // As NoTrade.explanation, without making the text first.
        to.raw("]},\"explanation\":\"").raw(noTrade.reason().text());
        to.raw(": ").again(from, end).raw('"');
    }

    private void shortfall(String agent, String quantity, double found, Shortfall.Reach reach, double bound) {
        to.raw(to.endsWith('[') ? "{\"agent\":" : ",{\"agent\":").text(agent);
        to.raw(",\"quantity\":").text(quantity);
        to.raw(",\"found\":").number(found);
        to.raw(
                switch (reach) {
                    case AT_LEAST -> ",\"reach\":\"at_least\"";
                    case AT_MOST -> ",\"reach\":\"at_most\"";
                    case ABOVE -> ",\"reach\":\"above\"";
                    case BELOW -> ",\"reach\":\"below\"";
                });
        to.raw(",\"bound\":").number(bound).raw('}');
    }
}
