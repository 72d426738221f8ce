package dev.barque.backtest.report;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.PortfolioSummary;
import dev.barque.backtest.engine.Refusal;
import dev.barque.backtest.statistics.Figure;
import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the texts of a portfolio's page. */
final class PortfolioPageBuilder {
    private final PortfolioResult result;
    private final Performance run;
    private final LocalTimes times;

    PortfolioPageBuilder(PortfolioResult result, Performance run, LocalTimes times) {
        this.result = result;
        this.run = run;
        this.times = times;
    }

    PortfolioPage page(ReportTitle title, TrialCount trials) {
        return new PortfolioPage(
                PageParts.PORTFOLIO,
                PortfolioData.of(result, run, times),
                title.title(),
                title.provenance(),
                facts(title),
                Numbers.fixed((double) trials.trials(), 0),
                claims(trials),
                figures(),
                MonthTable.of(run.days()),
                SymbolCosts.of(result.roundTrips()),
                account(),
                refusals(),
                open(),
                Numbers.fixed(result.roundTrips().size(), 0),
                result.rules());
    }

    private List<Page.Fact> facts(ReportTitle title) {
        PortfolioSummary summary = result.summary();
        int days = run.days().size();
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact("Strategy", result.strategy()));
        if (days > 0) {
            facts.add(new Page.Fact(
                    "Dates", run.days().date(0) + " to " + run.days().date(days - 1) + ", " + days + " traded"));
        }
        facts.add(new Page.Fact("Capital", Numbers.fixed(summary.capital(), 2)));
        facts.add(new Page.Fact("P&L after costs", Numbers.signed(summary.net(), 2)));
        facts.add(new Page.Fact("Bars", Numbers.fixed((double) summary.bars(), 0)));
        facts.add(new Page.Fact("Times", title.zone().getId()));
        return facts;
    }

    private List<PortfolioPage.Claim> claims(TrialCount trials) {
        return Verdicts.of(run, trials).stream()
                .map(PortfolioPageBuilder::claim)
                .toList();
    }

    private static PortfolioPage.Claim claim(Verdict verdict) {
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

    private List<Page.Fact> figures() {
        List<Page.Fact> figures = new ArrayList<>();
        run.figures().forEach((figure, measure) -> figures.add(new Page.Fact(figure.label(), text(figure, measure))));
        return figures;
    }

    private static String text(Figure figure, Measure measure) {
        if (!measure.isPresent()) {
            return "none: " + measure.absent();
        }
        double value = measure.value();
        return switch (figure.unit()) {
            case MONEY -> Numbers.fixed(value, 2);
            case SHARE -> Numbers.fixed(value * 100, 2) + " %";
            case RATIO -> Numbers.fixed(value, 2);
            case NUMBER -> Numbers.fixed(value, value == Math.rint(value) ? 0 : 1);
        };
    }

    private List<Page.Fact> account() {
        PortfolioSummary summary = result.summary();
        List<Page.Fact> facts = new ArrayList<>(List.of(
                new Page.Fact("Capital", Numbers.fixed(summary.capital(), 2)),
                new Page.Fact("P&L before costs", Numbers.signed(summary.gross(), 2)),
                new Page.Fact("of it dividends", Numbers.signed(summary.dividends(), 2)),
                new Page.Fact("Slippage", Numbers.signed(0 - summary.slippage(), 2))));
        if (summary.impact() != 0) {
            facts.add(new Page.Fact("Permanent impact", Numbers.signed(0 - summary.impact(), 2)));
        }
        facts.add(new Page.Fact("Fees", Numbers.signed(0 - summary.fees(), 2)));
        facts.add(new Page.Fact("Borrowing", Numbers.signed(0 - summary.borrow(), 2)));
        facts.add(new Page.Fact("P&L after costs", Numbers.signed(summary.net(), 2)));
        facts.add(new Page.Fact("Equity", Numbers.fixed(summary.equity(), 2)));
        if (summary.staleInstants() > 0) {
            facts.add(new Page.Fact("Bars with stale marks, by halts", Long.toString(summary.staleInstants())));
        }
        return facts;
    }

    private List<Page.Fact> refusals() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Refusal refusal : result.refusals()) {
            counts.merge(refusal.reason().text(), 1, Integer::sum);
        }
        List<Page.Fact> facts = new ArrayList<>();
        counts.forEach((reason, count) -> facts.add(new Page.Fact(reason, Numbers.fixed(count, 0))));
        return facts;
    }

    private List<Page.Fact> open() {
        return result.summary().open().stream()
                .map(held -> new Page.Fact(
                        held.symbol().value(),
                        Numbers.signed(held.quantity(), 0) + " at " + Numbers.fixed(held.entryPrice(), 2)
                                + ", last price " + Numbers.fixed(held.mark(), 2)))
                .toList();
    }
}
