package dev.barque.backtest.report;

import dev.barque.backtest.reasons.Spread;
import dev.barque.backtest.reasons.WhyNoTrade;
import dev.barque.core.decision.NoTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rules, agents and guards kept a run from trading, and how near it came: the part of a page that says so. */
record WhyNotPart(
        String bars,
        String trades,
        List<Page.Outcome> outcomes,
        List<Lacking> lacking,
        List<Guard> guards,
        List<Miss> misses,
        List<OfSymbol> symbols) {
    /** A number of an agent that was missing on so many bars, and by how much. */
    record Lacking(String what, String bars, String least, String median, String most) {}

    /** What a guard forbade and shrank, and how far beyond its bound it was. */
    record Guard(String id, String vetoed, String shrunk, String least, String median, String most) {}

    /** A bar that nearly traded. */
    record Miss(String symbol, String time, String amount, String change) {}

    /** Why a symbol was not traded. */
    record OfSymbol(String symbol, String bars, String trades, String reasons) {}

    boolean hasLacking() {
        return !lacking.isEmpty();
    }

    boolean hasGuards() {
        return !guards.isEmpty();
    }

    boolean hasMisses() {
        return !misses.isEmpty();
    }

    boolean severalSymbols() {
        return symbols.size() > 1;
    }

    static WhyNotPart of(WhyNoTrade why, LocalTimes times) {
        int all = why.trades() + why.noTrades();
        return new WhyNotPart(
                Numbers.fixed(all, 0),
                Numbers.fixed(why.trades(), 0),
                outcomes(why, all),
                why.lacking().entrySet().stream()
                        .map(each -> lacking(each.getKey(), each.getValue()))
                        .toList(),
                why.guards().entrySet().stream()
                        .map(each -> guard(each.getKey(), each.getValue()))
                        .toList(),
                why.nearest().stream().map(miss -> miss(miss, times)).toList(),
                why.symbols().entrySet().stream()
                        .map(each -> symbol(each.getKey().value(), each.getValue()))
                        .toList());
    }

    private static List<Page.Outcome> outcomes(WhyNoTrade why, int all) {
        int most = Math.max(
                1,
                Stream.concat(Stream.of(why.trades()), why.reasons().values().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(1));
        List<Page.Outcome> rows = new ArrayList<>();
        rows.add(outcome("decided to trade", why.trades(), all, most, "trade"));
        why.reasons().forEach((reason, count) -> rows.add(outcome(reason.text(), count, all, most, "none")));
        return rows;
    }

    private static Page.Outcome outcome(String text, int count, int all, int most, String tone) {
        return new Page.Outcome(
                text,
                Numbers.fixed(count, 0),
                Numbers.percent(all == 0 ? Double.NaN : (double) count / all),
                Numbers.exact(Math.round(1000.0 * count / most) / 10.0),
                tone);
    }

    private static Lacking lacking(String what, Spread by) {
        return new Lacking(what, Numbers.fixed(by.count(), 0), at(by, 0), at(by, 0.5), at(by, 1));
    }

    private static Guard guard(String id, WhyNoTrade.Guard guard) {
        Spread by = guard.beyond();
        return new Guard(
                id,
                Numbers.fixed(guard.vetoed(), 0),
                Numbers.fixed(guard.shrunk(), 0),
                at(by, 0),
                at(by, 0.5),
                at(by, 1));
    }

    private static String at(Spread by, double share) {
        return Numbers.fixed(by.quantile(share), 4);
    }

    private static Miss miss(NoTrade none, LocalTimes times) {
        return new Miss(
                none.symbol().value(),
                times.text(none.time()),
                Numbers.fixed(none.smallestChange().amount(), 4),
                none.smallestChange().text());
    }

    private static OfSymbol symbol(String name, WhyNoTrade.OfSymbol of) {
        Map<NoTrade.Reason, Integer> reasons = of.reasons();
        int none = reasons.values().stream().mapToInt(Integer::intValue).sum();
        String words = reasons.entrySet().stream()
                .map(each -> each.getKey().text() + " " + Numbers.fixed(each.getValue(), 0))
                .collect(Collectors.joining(", "));
        return new OfSymbol(name, Numbers.fixed(none + of.trades(), 0), Numbers.fixed(of.trades(), 0), words);
    }
}
