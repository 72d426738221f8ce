package dev.barque.backtest.statistics;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Trades by what they have in common. */
public final class TradeGroups {
    private TradeGroups() {}

    /**
     * Trades that have something in common.
     *
     * @param trades how many
     * @param wins of them with a result above 0
     * @param pnl sum of results after costs
     * @param costs sum
     */
    public record Group(int trades, int wins, double pnl, double costs) {
        private Group with(double result, double cost) {
            return new Group(trades + 1, wins + (result > 0 ? 1 : 0), pnl + result, costs + cost);
        }
    }

    /** By symbol, in the order of their names. */
    public static Map<Symbol, Group> bySymbol(TradeTable trades) {
        Map<Symbol, Group> groups = new TreeMap<>(Comparator.comparing(Symbol::value));
        add(trades, groups, trades::symbol);
        return groups;
    }

    /** By hour of entry on the clock of the calendar's zone, 0 to 23. */
    public static Map<Integer, Group> byHour(TradeTable trades, TradingCalendar calendar) {
        Map<Integer, Group> groups = new TreeMap<>();
        add(
                trades,
                groups,
                i -> UtcMicros.toInstant(trades.entryMicros(i))
                        .atZone(calendar.zone())
                        .getHour());
        return groups;
    }

    private static <K> void add(TradeTable trades, Map<K, Group> to, IntFunction<K> key) {
        for (int i = 0; i < trades.size(); i++) {
            K of = key.apply(i);
            to.put(of, to.getOrDefault(of, new Group(0, 0, 0, 0)).with(trades.pnl(i), trades.costs(i)));
        }
    }
}
