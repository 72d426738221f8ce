package dev.barque.backtest.report;

import dev.barque.backtest.engine.AccountSeries;
import dev.barque.backtest.engine.OrderFill;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.Refusal;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.core.decision.Decision;
import dev.barque.core.time.UtcMicros;
import java.util.List;
import java.util.Locale;

/**
 * What a run of one account did, as tables: {@code fills}, {@code positions}, {@code refusals} and {@code equity}. Money and prices
 * are in the currency of the quote, quantities in shares. Columns may be added; those that are there stay what they are.
 */
public final class PortfolioTables {
    private PortfolioTables() {}

    /** All four. */
    public static List<ReportTable> of(PortfolioResult result) {
        return List.of(
                fills(result.fills()),
                positions(result.roundTrips()),
                refusals(result.refusals()),
                equity(result.equity()));
    }

    private static ReportTable fills(List<OrderFill> fills) {
        return new ReportTable.Builder("fills", fills.size())
                .time(
                        "time",
                        "the bar in which it was executed",
                        i -> fills.get(i).timeMicros())
                .text("symbol", "of what", i -> fills.get(i).symbol().value())
                .whole(
                        "order",
                        "number of the order, from 1 in the order of placing",
                        i -> fills.get(i).order())
                .number(
                        "quantity",
                        "shares: above 0 bought, below 0 sold",
                        i -> fills.get(i).quantity())
                .number(
                        "reference",
                        "price before slippage and impact",
                        i -> fills.get(i).reference())
                .number("price", "price paid or received", i -> fills.get(i).price())
                .number(
                        "slippage",
                        "what slippage cost, in money",
                        i -> fills.get(i).slippage())
                .number(
                        "impact",
                        "what lasting moves of the price by own executions cost, in money; below 0 where they helped",
                        i -> fills.get(i).impact())
                .number(
                        "fee",
                        "fees, in money; below 0 for a rebate",
                        i -> fills.get(i).fee())
                .text(
                        "at",
                        "where in the bar: open, stop, limit, vwap or close",
                        i -> fills.get(i).at().name().toLowerCase(Locale.ROOT))
                .text(
                        "cause",
                        "who asked for it: order, stop, target, margin-call or split",
                        i -> fills.get(i).cause().text())
                .build();
    }

    private static ReportTable positions(List<RoundTrip> trips) {
        return new ReportTable.Builder("positions", trips.size())
                .text("symbol", "in what", i -> trips.get(i).symbol().value())
                .text(
                        "direction",
                        "long or short",
                        i -> trips.get(i).direction().text())
                .number(
                        "quantity",
                        "shares that were opened in all",
                        i -> trips.get(i).quantity())
                .time("opened", "the bar of the first fill", i -> trips.get(i).openedMicros())
                .number(
                        "entry_price",
                        "mean price of opening, slippage and impact included",
                        i -> trips.get(i).entryPrice())
                .time("closed", "the bar of the last fill", i -> trips.get(i).closedMicros())
                .number(
                        "exit_price",
                        "mean price of closing, slippage and impact included",
                        i -> trips.get(i).exitPrice())
                .whole(
                        "bars_held",
                        "bars of the symbol after which it was open",
                        i -> trips.get(i).barsHeld())
                .number(
                        "gross",
                        "result at prices before slippage and impact, dividends included",
                        i -> trips.get(i).gross())
                .number(
                        "slippage",
                        "what slippage cost, in money",
                        i -> trips.get(i).slippage())
                .number(
                        "impact",
                        "what lasting moves of the price by own executions cost; below 0 where they helped",
                        i -> trips.get(i).impact())
                .number("fees", "what was charged", i -> trips.get(i).fees())
                .number("borrow", "cost of borrowing", i -> trips.get(i).borrow())
                .number(
                        "dividends",
                        "received, or below 0 paid; contained in gross",
                        i -> trips.get(i).dividends())
                .number(
                        "net",
                        "gross less slippage, impact, fees and borrow",
                        i -> trips.get(i).net())
                .text(
                        "closed_by",
                        "who asked for the last fill, as cause of fills",
                        i -> trips.get(i).cause().text())
                .whole(
                        "opening_order",
                        "number of the order that opened it",
                        i -> trips.get(i).openingOrder())
                .text("decided_at", "instant of the decision that opened it, ISO 8601 in UTC; empty for none", i -> {
                    Decision decision = trips.get(i).decision();
                    return decision == null ? null : decision.time().toString();
                })
                .text("because", "that decision in words; empty for none", i -> {
                    Decision decision = trips.get(i).decision();
                    return decision == null ? null : decision.explanation();
                })
                .build();
    }

    private static ReportTable refusals(List<Refusal> refusals) {
        return new ReportTable.Builder("refusals", refusals.size())
                .time(
                        "time",
                        "when the order was given up",
                        i -> refusals.get(i).timeMicros())
                .text("symbol", "of what", i -> refusals.get(i).symbol().value())
                .whole(
                        "order",
                        "number of the order; 0 when it was never accepted",
                        i -> refusals.get(i).order())
                .number(
                        "quantity",
                        "shares not executed: above 0 to be bought, below 0 to be sold",
                        i -> refusals.get(i).quantity())
                .text(
                        "reason",
                        "why, in a word or two",
                        i -> refusals.get(i).reason().text())
                .text("detail", "why, with the figures", i -> refusals.get(i).detail())
                .build();
    }

    private static ReportTable equity(AccountSeries account) {
        return new ReportTable.Builder("equity", account.size())
                .time("time", "an instant at which there was a bar", account::timeMicros)
                .number("equity", "cash and positions at their marks", account::equity)
                .number("cash", "below 0 where borrowed", account::cash)
                .number("exposure", "sum of the values of all positions, each counted as positive", account::exposure)
                .number(
                        "stale_exposure",
                        "the part of it at marks from before a halt that lasts",
                        account::staleExposure)
                .build();
    }

    /** Instants as texts, where a file has no type for them. */
    static String iso(long micros) {
        return UtcMicros.toInstant(micros).toString();
    }
}
