package dev.barque.backtest.engine;

import java.util.ArrayList;
import java.util.List;

/** By which rules a run was made, in sentences. */
final class RuleTexts {
    private RuleTexts() {}

    static List<String> of(PortfolioReplay replay) {
        ExecutionRules rules = replay.rules;
        List<String> out = new ArrayList<>();
        out.add("A decision at a bar is executed in the first bar of the symbol that begins at or after it"
                + (rules.latency().isZero() ? "" : " and the latency of " + rules.latency())
                + (rules.latencyBars() == 0 ? "" : ", after " + rules.latencyBars() + " bars that pass over it")
                + ": a market order " + rules.market().words()
                + ". A bar that says no more than its last price had no other.");
        out.add(Matching.PATH_RULE);
        out.add(volumeRule(rules));
        out.add("Orders are executed in sessions of the calendar " + replay.calendar.id()
                + " only; an order on close in the bar that is complete at the close of its session, early closes"
                + " included, and not at all when that bar is missing.");
        out.add("Quantities are "
                + (rules.lot() == 0 ? "any fraction of a share." : "multiples of " + Texts.number(rules.lot()) + "."));
        out.add(marginRule(replay.margin));
        out.add("Slippage: " + replay.costs.slippage().id() + ". Fees: "
                + replay.costs.fees().id() + ". Borrowing: "
                + replay.costs.borrow().id()
                + ", charged on short positions from bar to bar at the last mark, over 365 days a year. Cash"
                + " earns nothing and costs nothing.");
        if (!replay.halts.isEmpty()) {
            out.add("Halts: " + replay.halts.size()
                    + ". Nothing is executed in a bar that overlaps one, not even in the part of it that traded; a bar"
                    + " without a declared length reaches back to the one before. Orders wait, those for at once lapse"
                    + " and all others by their time in force. Positions keep their last mark from before the halt, and"
                    + " the equity of such instants is named as stale.");
        }
        if (replay.costs.impact() != NoCosts.IMPACT) {
            out.add("Permanent impact: " + replay.costs.impact().id() + Matching.IMPACT_RULE);
        }
        out.add("Daily volume and volatility that models are told: of the " + DayStatistics.DAYS
                + " days before the present one.");
        out.add("Splits change positions and standing orders, and what is no whole lot is paid in cash; dividends are"
                + " credited to long and charged to short positions on the ex-date. Standing orders keep their"
                + " prices over a dividend.");
        return out;
    }

    private static String volumeRule(ExecutionRules rules) {
        String without = " Nothing is executed without a bar, or in a bar whose volume is 0.";
        return rules.participation() == Double.POSITIVE_INFINITY
                ? "Fills are not bounded by the volume of the bar." + without
                : "All orders of a symbol together take at most " + Texts.number(rules.participation() * 100)
                        + " % of the volume of a bar, and nothing where the volume is unknown; the rest waits for"
                        + " later bars."
                        + without;
    }

    private static String marginRule(Margin margin) {
        return "What makes a position larger needs an equity of " + Texts.number(margin.initial() * 100)
                + " % of all positions, or is refused"
                + (margin.shorts() == Margin.Shorts.REFUSED ? "; so are short sales" : "")
                + ". Below " + Texts.number(margin.maintenanceLong() * 100) + " % of long and "
                + Texts.number(margin.maintenanceShort() * 100)
                + " % of short positions all orders are cancelled, and everything is closed by market orders from the"
                + " next bar of each symbol on.";
    }
}
