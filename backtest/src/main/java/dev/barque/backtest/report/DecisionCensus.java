package dev.barque.backtest.report;

import dev.barque.backtest.ReplayResult;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How often each outcome occurred, and which smallest changes stood most often between a bar and a trade. Changes that
 * differ only in their numbers are one kind.
 */
final class DecisionCensus {
    /** A number with a sign, a fraction or an exponent; counts such as {@code 2/3} and names such as {@code v0} stay. */
    private static final Pattern MEASURE =
            Pattern.compile("(?<![\\w.])(?:[-+\u2212]\\d+(?:\\.\\d+)?|\\d+\\.\\d+)(?:[eE][-+]?\\d+)?(?!\\w)");

    /** An outcome and on how many bars it was reached. */
    record Outcome(String text, boolean trade, int count) {}

    /**
     * A kind of smallest change.
     *
     * @param amount median over the bars where it was a matter of degree, NaN when it never was
     * @param least the smallest of them
     */
    record Change(String text, int count, double amount, double least) {}

    final List<Outcome> outcomes;
    final List<Change> changes;

    DecisionCensus(List<ReplayResult> results) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        Map<String, Integer> trades = new LinkedHashMap<>();
        Map<String, List<SmallestChange>> kinds = new LinkedHashMap<>();
        for (ReplayResult result : results) {
            for (Decision decision : result.decisions()) {
                if (decision instanceof NoTrade none) {
                    reasons.merge(none.reason().text(), 1, Integer::sum);
                    SmallestChange change = none.smallestChange();
                    kinds.computeIfAbsent(kind(change.text()), k -> new ArrayList<>())
                            .add(change);
                } else if (decision instanceof Trade trade) {
                    trades.merge("trade " + trade.direction().text(), 1, Integer::sum);
                }
            }
        }
        List<Outcome> counted = new ArrayList<>();
        trades.forEach((text, count) -> counted.add(new Outcome(text, true, count)));
        reasons.forEach((text, count) -> counted.add(new Outcome(text, false, count)));
        counted.sort(Comparator.comparing(Outcome::trade, Comparator.reverseOrder())
                .thenComparing(Outcome::count, Comparator.reverseOrder())
                .thenComparing(Outcome::text));
        outcomes = List.copyOf(counted);
        changes = kinds.entrySet().stream()
                .map(e -> change(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(Change::count, Comparator.reverseOrder())
                        .thenComparing(Change::text))
                .toList();
    }

    private static Change change(String text, List<SmallestChange> bars) {
        double[] amounts = bars.stream()
                .mapToDouble(SmallestChange::amount)
                .filter(a -> !Double.isNaN(a))
                .toArray();
        Arrays.sort(amounts);
        int n = amounts.length;
        double median = n == 0 ? Double.NaN : (amounts[(n - 1) / 2] + amounts[n / 2]) / 2;
        return new Change(text, bars.size(), median, n == 0 ? Double.NaN : amounts[0]);
    }

    static String kind(String text) {
        return MEASURE.matcher(text).replaceAll("\u2026");
    }
}
