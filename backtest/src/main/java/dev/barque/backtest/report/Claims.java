package dev.barque.backtest.report;

import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.Verdict;
import java.util.List;

/** Verdicts as a page shows them. */
final class Claims {
    private Claims() {}

    static List<PortfolioPage.Claim> of(List<Verdict> verdicts) {
        return verdicts.stream().map(Claims::of).toList();
    }

    private static PortfolioPage.Claim of(Verdict verdict) {
        Measure figure = verdict.figure();
        String text = figure.isPresent() ? Numbers.fixed(figure.value(), 3) : "\u2013";
        String outcome = switch (verdict.outcome()) {
            case SHOWN -> "shown";
            case NOT_SHOWN -> "not shown";
            case UNKNOWN -> "cannot be told";
        };
        String tone = verdict.outcome() == Verdict.Outcome.SHOWN ? "gain" : "even";
        return new PortfolioPage.Claim(verdict.claim(), outcome, tone, text, verdict.meaning(), verdict.confidence());
    }
}
