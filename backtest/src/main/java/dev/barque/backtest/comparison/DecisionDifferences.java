package dev.barque.backtest.comparison;

import dev.barque.backtest.comparison.DecisionDifference.Kind;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the decisions of two variants part. Confidence and explanation are not compared: they change nothing that is done.
 *
 * @param bars on which either decided
 * @param counts of the bars that differ, by kind; kinds that do not occur are not there
 * @param listed the first of them, in the order of the first variant, then what only the second has
 */
public record DecisionDifferences(int bars, Map<Kind, Integer> counts, List<DecisionDifference> listed) {
    /** Copies. */
    public DecisionDifferences {
        Map<Kind, Integer> copy = new EnumMap<>(Kind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
        listed = List.copyOf(listed);
    }

    private record Bar(Symbol symbol, Instant time) {}

    /** Bars that differ. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Of decisions about the same bars, joined by symbol and time; at most so many are listed, and all are counted. */
    public static DecisionDifferences of(List<Decision> first, List<Decision> second, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must be at least 0 but was " + most);
        }
        Map<Bar, Decision> others = new LinkedHashMap<>();
        second.forEach(decision -> others.put(new Bar(decision.symbol(), decision.time()), decision));
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        List<DecisionDifference> listed = new ArrayList<>();
        for (Decision one : first) {
            Bar bar = new Bar(one.symbol(), one.time());
            note(bar, one, others.remove(bar), most, counts, listed);
        }
        int bars = first.size() + others.size();
        others.forEach((bar, other) -> note(bar, null, other, most, counts, listed));
        return new DecisionDifferences(bars, counts, listed);
    }

    private static void note(
            Bar bar,
            @Nullable Decision one,
            @Nullable Decision other,
            int most,
            Map<Kind, Integer> counts,
            List<DecisionDifference> listed) {
        Optional<Kind> kind = kind(one, other);
        if (kind.isPresent()) {
            counts.merge(kind.get(), 1, Integer::sum);
            if (listed.size() < most) {
                listed.add(new DecisionDifference(bar.symbol(), bar.time(), kind.get(), text(one), text(other)));
            }
        }
    }

    private static Optional<Kind> kind(@Nullable Decision one, @Nullable Decision other) {
        if (one == null || other == null) {
            return Optional.of(Kind.ONE_IS_MISSING);
        }
        if (one instanceof Trade a) {
            return other instanceof Trade b ? kindOfTrades(a, b) : Optional.of(Kind.ONLY_FIRST_TRADES);
        }
        if (other instanceof Trade) {
            return Optional.of(Kind.ONLY_SECOND_TRADES);
        }
        return one instanceof NoTrade a && other instanceof NoTrade b && a.reason() != b.reason()
                ? Optional.of(Kind.REASON)
                : Optional.empty();
    }

    private static Optional<Kind> kindOfTrades(Trade a, Trade b) {
        if (a.direction() != b.direction()) {
            return Optional.of(Kind.DIRECTION);
        }
        if (Double.compare(a.size(), b.size()) != 0) {
            return Optional.of(Kind.SIZE);
        }
        return a.timeStopBars() != b.timeStopBars() || Double.compare(a.stopLoss(), b.stopLoss()) != 0
                ? Optional.of(Kind.EXIT)
                : Optional.empty();
    }

    private static String text(@Nullable Decision decision) {
        if (decision instanceof Trade trade) {
            return trade.direction().text() + " " + rounded(trade.size()) + ", " + trade.timeStopBars() + " bars"
                    + (trade.hasStopLoss() ? ", stop " + rounded(trade.stopLoss()) : "");
        }
        return decision instanceof NoTrade none ? none.reason().text() : "no decision";
    }

    /** To millionths: what rounding left of a computation tells people nothing. */
    private static double rounded(double value) {
        return Math.abs(value) < 1e9 ? Math.rint(value * 1e6) / 1e6 : value;
    }
}
