package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.comparison.DecisionDifference;
import dev.barque.backtest.comparison.DecisionDifferences;
import dev.barque.core.decision.Decision;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On which bars variants decide otherwise than the first of them, for people. */
final class CompareText {
    private final int most;
    private final StringBuilder out = new StringBuilder();
    private @Nullable String baseName;
    private List<Decision> base = List.of();

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
        DecisionDifferences found = DecisionDifferences.of(base, decisions, most);
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
        for (DecisionDifference one : found.listed()) {
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

    String text() {
        return out.toString().stripTrailing();
    }
}
