package dev.barque.backtest.reasons;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Why one profile did not trade, over many bars: reasons, what was missing of whom, guards, and the nearest misses. It is a
 * decision log that counts instead of keeping: some eight bytes for each number that was missing on a bar.
 */
public final class WhyNoTrade implements DecisionLog {
    private static final Comparator<Miss> NEAREST = Comparator.comparingDouble(Miss::amount)
            .thenComparing(miss -> miss.decision().time())
            .thenComparing(miss -> miss.decision().symbol());

    private final int mostMisses;
    private final Map<NoTrade.Reason, Integer> reasons = new EnumMap<>(NoTrade.Reason.class);
    private final Map<String, Spread> lacking = new TreeMap<>();
    private final Map<String, Guard> guards = new TreeMap<>();
    private final Map<Symbol, OfSymbol> symbols = new TreeMap<>();
    private final PriorityQueue<Miss> nearest = new PriorityQueue<>(NEAREST.reversed());
    private int trades;
    private int noTrades;

    /** Nothing yet; so many of the nearest misses are kept, at least 1. */
    public WhyNoTrade(int mostMisses) {
        if (mostMisses < 1) {
            throw new IllegalArgumentException("mostMisses must be at least 1 but was " + mostMisses);
        }
        this.mostMisses = mostMisses;
    }

    private record Miss(double amount, NoTrade decision) {}

    /** How often a guard stood in the way, and how far beyond its bound what it found was, where that is a matter of degree. */
    public static final class Guard {
        private int vetoed;
        private int shrunk;
        private final Spread beyond = new Spread();

        private Guard() {}

        /** Trades that it forbade. */
        public int vetoed() {
            return vetoed;
        }

        /** Trades that it made smaller. */
        public int shrunk() {
            return shrunk;
        }

        /** Amounts. */
        public Spread beyond() {
            return beyond;
        }
    }

    /** The decisions about one symbol. */
    public static final class OfSymbol {
        private final Map<NoTrade.Reason, Integer> reasons = new EnumMap<>(NoTrade.Reason.class);
        private int trades;

        private OfSymbol() {}

        /** Decisions to trade. */
        public int trades() {
            return trades;
        }

        /** How often each reason not to, the most frequent first. */
        public Map<NoTrade.Reason, Integer> reasons() {
            return mostFrequentFirst(reasons);
        }
    }

    /** Takes a decision in. */
    @Override
    public void append(Decision decision) {
        for (GuardVerdict verdict : decision.grounds().verdicts()) {
            if (verdict.outcome() != GuardVerdict.Outcome.PASSED) {
                Guard guard = guards.computeIfAbsent(verdict.guard(), id -> new Guard());
                guard.vetoed += verdict.outcome() == GuardVerdict.Outcome.VETOED ? 1 : 0;
                guard.shrunk += verdict.outcome() == GuardVerdict.Outcome.SHRUNK ? 1 : 0;
                guard.beyond.add(verdict.amount());
            }
        }
        OfSymbol symbol = symbols.computeIfAbsent(decision.symbol(), s -> new OfSymbol());
        if (!(decision instanceof NoTrade none)) {
            trades++;
            symbol.trades++;
            return;
        }
        noTrades++;
        reasons.merge(none.reason(), 1, Integer::sum);
        symbol.reasons.merge(none.reason(), 1, Integer::sum);
        none.smallestChange()
                .eachShortfall((agent, quantity, found, reach, bound) -> lacking.computeIfAbsent(
                                agent + " " + quantity, key -> new Spread())
                        .add(Math.abs(bound - found)));
        double amount = none.smallestChange().amount();
        if (!Double.isNaN(amount)) {
            nearest.add(new Miss(amount, none));
            if (nearest.size() > mostMisses) {
                nearest.poll();
            }
        }
    }

    /** Does nothing: what was counted stays. */
    @Override
    public void close() {}

    /** Decisions to trade. */
    public int trades() {
        return trades;
    }

    /** Decisions not to. */
    public int noTrades() {
        return noTrades;
    }

    /** How often each reason, the most frequent first. */
    public Map<NoTrade.Reason, Integer> reasons() {
        return mostFrequentFirst(reasons);
    }

    private static Map<NoTrade.Reason, Integer> mostFrequentFirst(Map<NoTrade.Reason, Integer> counts) {
        Map<NoTrade.Reason, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<NoTrade.Reason, Integer>comparingByValue().reversed())
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    /** By agent and quantity, such as {@code liquidity confidence}: how often it was what was missing, and by how much. */
    public Map<String, Spread> lacking() {
        return Collections.unmodifiableMap(lacking);
    }

    /** By guard. */
    public Map<String, Guard> guards() {
        return Collections.unmodifiableMap(guards);
    }

    /** By symbol, in the order of their names. */
    public Map<Symbol, OfSymbol> symbols() {
        return Collections.unmodifiableMap(symbols);
    }

    /** The bars on which the least would have had to be different, the nearest first; of equals the earlier one. */
    public List<NoTrade> nearest() {
        List<Miss> all = new ArrayList<>(nearest);
        all.sort(NEAREST);
        return all.stream().map(Miss::decision).toList();
    }
}
