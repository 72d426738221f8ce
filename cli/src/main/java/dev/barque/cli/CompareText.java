package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.comparison.DecisionDifference;
import dev.barque.backtest.comparison.DecisionDifferences;
import dev.barque.backtest.report.Comparison;
import dev.barque.core.decision.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On which bars variants decide otherwise than the first of them, for people. */
final class CompareText {
    /** Bars that a page lists of each variant. */
    private static final int ON_PAGE = 100;

    private final int most;
    private final StringBuilder out = new StringBuilder();
    private @Nullable String baseName;
    private List<Decision> base = List.of();
    private final List<Comparison.Differing> differing = new ArrayList<>();

    CompareText(int most) {
        this.most = most;
    }

    void add(String name, List<ReplayResult> results) {
        List<Decision> decisions =
                results.stream().flatMap(day -> day.decisions().stream()).toList();
        if (baseName == null) {
            baseName = name;
            base = decisions;
            return;
        }
        DecisionDifferences found = DecisionDifferences.of(base, decisions, Math.max(most, ON_PAGE));
        differing.add(new Comparison.Differing(baseName, name, found));
        out.append(name)
                .append(" decides otherwise than ")
                .append(baseName)
                .append(" on ")
                .append(found.total())
                .append(" of ")
                .append(found.bars())
                .append(" bars");
        if (found.total() > 0) {
            out.append(": ")
                    .append(found.counts().entrySet().stream()
                            .map(count -> count.getKey().text() + " " + count.getValue())
                            .collect(Collectors.joining(", ")));
        }
        out.append(".\n");
        int shown = Math.min(most, found.listed().size());
        for (DecisionDifference one : found.listed().subList(0, shown)) {
            out.append("    ")
                    .append(one.time())
                    .append(' ')
                    .append(one.kind().text())
                    .append(": ")
                    .append(one.first())
                    .append(" | ")
                    .append(one.second())
                    .append('\n');
        }
    }

    /** The same for a page. */
    List<Comparison.Differing> differing() {
        return differing;
    }

    String text() {
        return out.toString().stripTrailing();
    }
}
