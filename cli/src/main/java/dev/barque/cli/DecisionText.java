package dev.barque.cli;

import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.time.UtcMicros;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One decision for people. */
final class DecisionText {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Decision decision;
    private final @Nullable ZoneId zone;

    DecisionText(Decision decision, @Nullable ZoneId zone) {
        this.decision = decision;
        this.zone = zone;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(decision.symbol() + ", bar complete at " + decision.time() + local() + ", profile "
                + decision.grounds().profile());
        if (decision instanceof Trade trade) {
            lines.add("Decision: trade " + trade.explanation());
            lines.add("Size:     " + Figure.fixed(trade.size(), 4) + " units at a confidence of "
                    + Figure.fixed(trade.confidence(), 3) + "; closed after " + trade.timeStopBars() + " bars"
                    + (trade.hasStopLoss()
                            ? ", or at the price " + Figure.fixed(trade.stopLoss(), 4)
                            : ", no stop price"));
        } else {
            NoTrade none = (NoTrade) decision;
            lines.add("Decision: no trade, " + none.reason().text());
            lines.add("Nearest:  " + none.smallestChange().text());
            shortfalls(none, lines);
        }
        views(lines);
        guards(lines);
        lines.add("Features: " + features(decision.grounds().row()));
        circumstances(decision.grounds().circumstances(), lines);
        return lines;
    }

    private String local() {
        return zone == null ? "" : " (" + LOCAL.format(decision.time().atZone(zone)) + " " + zone.getId() + ")";
    }

    private static void shortfalls(NoTrade none, List<String> lines) {
        if (none.smallestChange().shortfalls().isEmpty()) {
            return;
        }
        Table table = Table.ofTexts("to have traded", "of", "was", "would have to be", "lacks");
        for (Shortfall each : none.smallestChange().shortfalls()) {
            table.row(
                    each.quantity(),
                    each.agent(),
                    Figure.fixed(each.found(), 4),
                    each.reach().text() + " " + Figure.fixed(each.bound(), 4),
                    Figure.fixed(each.amount(), 4));
        }
        lines.add(table.text());
    }

    private void views(List<String> lines) {
        if (decision.views().isEmpty()) {
            lines.add("Views:    no agent was asked");
            return;
        }
        Table views = Table.ofTexts("agent", "bias", "confidence", "thesis", "evidence", "support", "resistance");
        for (AgentView view : decision.views()) {
            views.row(
                    view.agent(),
                    view.abstains() ? "abstains" : Figure.signed(view.bias(), 2),
                    view.abstains() ? "" : Figure.fixed(view.confidence(), 4),
                    view.abstains() ? "" : view.thesis(),
                    view.evidence().text(),
                    zones(view.levels().support()),
                    zones(view.levels().resistance()));
        }
        lines.add(views.text());
        double up = decision.scores().up();
        double down = decision.scores().down();
        lines.add("Votes:    " + Figure.fixed(up, 4) + " up, " + Figure.fixed(down, 4) + " down"
                + (Math.min(up, down) > 0
                        ? "; the stronger side has " + Figure.fixed(Math.max(up, down) / Math.min(up, down), 2)
                                + " times the weaker"
                        : ""));
    }

    private static String zones(List<Interval> zones) {
        return zones.stream()
                .map(zone -> Figure.fixed(zone.lo(), 2) + ".." + Figure.fixed(zone.hi(), 2))
                .collect(Collectors.joining(" "));
    }

    private void guards(List<String> lines) {
        if (decision.grounds().verdicts().isEmpty()) {
            lines.add("Guards:   none was asked");
            return;
        }
        Table table = Table.ofTexts("guard", "verdict", "size times", "beyond its bound by", "reason");
        for (GuardVerdict verdict : decision.grounds().verdicts()) {
            table.row(
                    verdict.guard(),
                    verdict.outcome().name().toLowerCase(Locale.ROOT),
                    Figure.fixed(verdict.sizeFactor(), 4),
                    Double.isNaN(verdict.amount()) ? "" : Figure.fixed(verdict.amount(), 6),
                    verdict.reason());
        }
        lines.add(table.text());
    }

    private static String features(@Nullable RowId row) {
        return row == null
                ? "none were known"
                : row.featureSet() + " of " + row.symbol() + " about " + row.eventTime() + ", known at " + row.knownAt()
                        + ", sequence " + row.sequence();
    }

    private static void circumstances(Circumstances circumstances, List<String> lines) {
        AccountState account = circumstances.account();
        if (account.equals(AccountState.unknown())) {
            lines.add("Account:  nobody said");
        } else {
            lines.add("Account:  equity " + Figure.fixed(account.equity(), 2) + ", at the start of the session "
                    + Figure.fixed(account.sessionStartEquity(), 2) + ", at its peak "
                    + Figure.fixed(account.peakEquity(), 2));
            lines.add("          position " + Figure.fixed(account.units(), 4) + " units worth "
                    + Figure.fixed(account.symbolExposure(), 2) + ", all positions "
                    + Figure.fixed(account.grossExposure(), 2) + ", day trades "
                    + (account.dayTrades() < 0 ? "-" : account.dayTrades()));
        }
        for (Reading reading : circumstances.readings()) {
            lines.add("Reading:  " + reading.name() + " " + reading.value() + ", known at "
                    + UtcMicros.toInstant(reading.knownMicros())
                    + (reading.note().isEmpty() ? "" : ": " + reading.note()));
        }
    }
}
