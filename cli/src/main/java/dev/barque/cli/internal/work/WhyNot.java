package dev.barque.cli.internal.work;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Shortfall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Why one profile did not trade, over many bars: reasons, what was missing of whom, guards, and the nearest misses. */
public final class WhyNot {
    private final int mostMisses;
    private final Map<NoTrade.Reason, Integer> reasons = new EnumMap<>(NoTrade.Reason.class);
    private final Map<String, Spread> lacking = new TreeMap<>();
    private final Map<String, Guard> guards = new TreeMap<>();
    private final PriorityQueue<NoTrade> nearest;
    private int trades;
    private int noTrades;

    /** Nothing yet; so many of the nearest misses are kept. */
    public WhyNot(int mostMisses) {
        this.mostMisses = mostMisses;
        nearest = new PriorityQueue<>(Comparator.comparingDouble(
                        (NoTrade none) -> none.smallestChange().amount())
                .thenComparing(Decision::time)
                .reversed());
    }

    /** How often a guard stood in the way, and how far beyond its bound what it found was, where that is a matter of degree. */
    public static final class Guard {
        private int vetoed;
        private int shrunk;
        private final Spread beyond = new Spread();

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

    /** Takes a decision in. */
    public void add(Decision decision) {
        for (GuardVerdict verdict : decision.grounds().verdicts()) {
            if (verdict.outcome() != GuardVerdict.Outcome.PASSED) {
                Guard guard = guards.computeIfAbsent(verdict.guard(), id -> new Guard());
                guard.vetoed += verdict.outcome() == GuardVerdict.Outcome.VETOED ? 1 : 0;
                guard.shrunk += verdict.outcome() == GuardVerdict.Outcome.SHRUNK ? 1 : 0;
                guard.beyond.add(verdict.amount());
            }
        }
        if (!(decision instanceof NoTrade none)) {
            trades++;
            return;
        }
        noTrades++;
        reasons.merge(none.reason(), 1, Integer::sum);
        for (Shortfall each : none.smallestChange().shortfalls()) {
            lacking.computeIfAbsent(each.agent() + " " + each.quantity(), key -> new Spread())
                    .add(each.amount());
        }
        if (!Double.isNaN(none.smallestChange().amount())) {
            nearest.add(none);
            if (nearest.size() > mostMisses) {
                nearest.poll();
            }
        }
    }

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
        Map<NoTrade.Reason, Integer> sorted = new LinkedHashMap<>();
        reasons.entrySet().stream()
                .sorted(Map.Entry.<NoTrade.Reason, Integer>comparingByValue().reversed())
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    /** By agent and quantity, such as {@code liquidity confidence}: how often it was what was missing, and by how much. */
    public Map<String, Spread> lacking() {
        return lacking;
    }

    /** By guard. */
    public Map<String, Guard> guards() {
        return guards;
    }

    /** The bars on which the least would have had to be different, the nearest first. */
    public List<NoTrade> nearest() {
        List<NoTrade> all = new ArrayList<>(nearest);
        all.sort(nearest.comparator().reversed());
        return all;
    }
}
