package dev.barque.cli;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.Refusal;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.decision.Decision;
import dev.barque.core.time.UtcMicros;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code barque replay} says of a run. */
final class ReplayText {
    private static final int SHOWN = 20;

    private ReplayText() {}

    static String of(PortfolioResult result) {
        PortfolioSummary summary = result.summary();
        StringBuilder text = new StringBuilder();
        text.append(result.strategy()).append(", ").append(summary.bars()).append(" bars, ");
        text.append(summary.orders())
                .append(" orders, ")
                .append(summary.fills())
                .append(" fills, ");
        text.append(summary.refusals()).append(" refused or lapsed, ").append(summary.marginCalls());
        text.append(" margin calls\n\n").append(money(summary)).append('\n');
        if (!result.roundTrips().isEmpty()) {
            text.append('\n').append(trips(result.roundTrips())).append('\n');
        }
        for (PortfolioSummary.Holding open : summary.open()) {
            text.append("\nLeft open: ")
                    .append(Figure.signed(open.quantity(), 0))
                    .append(' ')
                    .append(open.symbol());
            text.append(" at ").append(Figure.fixed(open.entryPrice(), 2)).append(", last price ");
            text.append(Figure.fixed(open.mark(), 2));
        }
        refusals(result)
                .forEach((reason, count) -> text.append("\nNot executed, ")
                        .append(reason)
                        .append(": ")
                        .append(count));
        if (summary.staleInstants() > 0) {
            text.append("\nThe equity of ")
                    .append(summary.staleInstants())
                    .append(" bars rests on marks from before a halt");
        }
        text.append("\n\nRules");
        result.rules().forEach(rule -> text.append("\n- ").append(rule));
        return text.toString();
    }

    private static String money(PortfolioSummary summary) {
        Table table = Table.ofNumbers("", "money")
                .row("capital", Figure.fixed(summary.capital(), 2))
                .row("gross P&L", Figure.signed(summary.gross(), 2))
                .row("slippage", Figure.signed(0 - summary.slippage(), 2));
        if (summary.impact() != 0) {
            table.row("permanent impact", Figure.signed(0 - summary.impact(), 2));
        }
        return table.row("fees", Figure.signed(0 - summary.fees(), 2))
                .row("borrowing", Figure.signed(0 - summary.borrow(), 2))
                .row("net P&L", Figure.signed(summary.net(), 2))
                .row("equity", Figure.fixed(summary.equity(), 2))
                .text();
    }

    private static String trips(List<RoundTrip> trips) {
        Table table = Table.ofNumbers("symbol", "side", "shares", "opened", "at", "closed", "at", "net", "closed by");
        trips.stream()
                .limit(SHOWN)
                .forEach(trip -> table.row(
                        trip.symbol(),
                        trip.direction().text(),
                        Figure.fixed(trip.quantity(), 0),
                        UtcMicros.toInstant(trip.openedMicros()),
                        Figure.fixed(trip.entryPrice(), 3),
                        UtcMicros.toInstant(trip.closedMicros()),
                        Figure.fixed(trip.exitPrice(), 3),
                        Figure.signed(trip.net(), 2),
                        trip.cause().text()));
        int more = trips.size() - SHOWN;
        return table.endingInText().text() + (more > 0 ? "\nand " + more + " more; --json has all" : "");
    }

    private static Map<String, Integer> refusals(PortfolioResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Refusal refusal : result.refusals()) {
            counts.merge(refusal.reason().text(), 1, Integer::sum);
        }
        return counts;
    }

    /** The same and more for programs; times are UTC. */
    static Map<String, @Nullable Object> tree(PortfolioResult result) {
        PortfolioSummary summary = result.summary();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("strategy", result.strategy());
        tree.put("bars", summary.bars());
        tree.put("orders", summary.orders());
        tree.put("fills", summary.fills());
        tree.put("marginCalls", summary.marginCalls());
        tree.put("capital", summary.capital());
        tree.put("grossPnl", summary.gross());
        tree.put("slippage", summary.slippage());
        tree.put("impact", summary.impact());
        tree.put("fees", summary.fees());
        tree.put("borrow", summary.borrow());
        tree.put("staleInstants", summary.staleInstants());
        tree.put("dividends", summary.dividends());
        tree.put("netPnl", summary.net());
        tree.put("equity", summary.equity());
        tree.put(
                "roundTrips", result.roundTrips().stream().map(ReplayText::trip).toList());
        tree.put("refusals", result.refusals().stream().map(ReplayText::refusal).toList());
        tree.put("rules", result.rules());
        return tree;
    }

    private static Map<String, @Nullable Object> trip(RoundTrip trip) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", trip.symbol().value());
        tree.put("side", trip.direction().text());
        tree.put("shares", trip.quantity());
        tree.put("opened", UtcMicros.toInstant(trip.openedMicros()).toString());
        tree.put("entryPrice", trip.entryPrice());
        tree.put("closed", UtcMicros.toInstant(trip.closedMicros()).toString());
        tree.put("exitPrice", trip.exitPrice());
        tree.put("barsHeld", trip.barsHeld());
        tree.put("gross", trip.gross());
        tree.put("slippage", trip.slippage());
        tree.put("impact", trip.impact());
        tree.put("fees", trip.fees());
        tree.put("borrow", trip.borrow());
        tree.put("net", trip.net());
        tree.put("closedBy", trip.cause().text());
        Decision decision = trip.decision();
        tree.put("decidedAt", decision == null ? null : decision.time().toString());
        tree.put("because", decision == null ? null : decision.explanation());
        return tree;
    }

    private static Map<String, @Nullable Object> refusal(Refusal refusal) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", refusal.symbol().value());
        tree.put("time", UtcMicros.toInstant(refusal.timeMicros()).toString());
        tree.put("shares", refusal.quantity());
        tree.put("reason", refusal.reason().text());
        tree.put("detail", refusal.detail());
        return tree;
    }
}
