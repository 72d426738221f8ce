package dev.barque.backtest.report;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.report.Page.Fact;
import dev.barque.backtest.report.Page.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns runs into the texts of the page. */
final class PageBuilder {
    private final List<ReportRun> runs;
    private final List<RunSeries> series;
    private final LocalTimes times;
    private final int priceDecimals;
    private final int moneyDecimals;

    PageBuilder(List<ReportRun> runs, LocalTimes times) {
        this.runs = runs;
        this.times = times;
        series = runs.stream().map(RunSeries::new).toList();
        priceDecimals = priceDecimals();
        moneyDecimals = moneyDecimals();
    }

    Page page(ReportTitle title) {
        PageParts parts = PageParts.SHARED;
        List<Page.Run> pages = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            pages.add(run(i));
        }
        return new Page(
                parts.policy,
                parts.guard,
                parts.style,
                parts.chartLibrary,
                parts.chartLicence,
                parts.script,
                ChartData.json(runs, series, times, priceDecimals, moneyDecimals),
                title.title(),
                title.provenance(),
                facts(title),
                pages);
    }

    private List<Fact> facts(ReportTitle title) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Symbol", distinct(r -> r.bars().symbol().value())));
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int bars = 0;
        for (RunSeries s : series) {
            bars = Math.max(bars, s.size());
            if (s.size() > 0) {
                first = Math.min(first, s.time[0]);
                last = Math.max(last, s.time[s.size() - 1]);
            }
        }
        facts.add(new Fact("Dates", bars == 0 ? "\u2013" : dates(first, last)));
        facts.add(new Fact("Bars", Numbers.fixed(bars, 0)));
        facts.add(new Fact("Feature set", distinct(r -> r.featureSet().value())));
        facts.add(new Fact("Profile", distinct(ReplayResult::profile)));
        facts.add(new Fact("Times", title.zone().getId()));
        return facts;
    }

    private Page.Run run(int index) {
        ReportRun run = runs.get(index);
        RunSeries s = series.get(index);
        RunTotals totals = RunTotals.of(run.results());
        DecisionCensus census = new DecisionCensus(run.results());
        RunTables tables = new RunTables(index, run, s, times, priceDecimals, moneyDecimals);
        String profiles =
                run.results().stream().map(ReplayResult::profile).distinct().collect(Collectors.joining(", "));
        String subtitle = (profiles.equals(run.name()) ? "" : "profile " + profiles + ", ")
                + plural(run.results().size(), "replay") + ", " + plural(s.size(), "bar") + ", "
                + plural(totals.trades(), "trade");
        return new Page.Run(
                index,
                run.name(),
                subtitle,
                notes(run, s, totals),
                new Page.Totals(
                        Signed.of(totals.pnl(), moneyDecimals),
                        Numbers.fixed(totals.costs(), moneyDecimals),
                        Numbers.fixed(totals.trades(), 0),
                        Numbers.percent(totals.winRate()),
                        Signed.of(totals.averageWin(), moneyDecimals),
                        Signed.of(totals.averageLoss(), moneyDecimals),
                        Numbers.fixed(s.maxDrawdown, moneyDecimals),
                        Numbers.fixed(totals.decided(), 0),
                        Double.isNaN(run.nanosPerBar())
                                ? "\u2013"
                                : Numbers.fixed(run.nanosPerBar() / 1_000, 1) + " \u00B5s"),
                tables.outcomes(census, totals.decided()),
                tables.changes(census),
                tables.changesLeftOut(census),
                tables.costs(totals),
                tables.results(),
                tables.trades());
    }

    private List<String> notes(ReportRun run, RunSeries s, RunTotals totals) {
        List<String> notes = new ArrayList<>();
        if (s.unplaced > 0) {
            notes.add(plural(s.unplaced, "decision")
                    + " carry a time that no bar has. They are counted in the tables and not drawn.");
        }
        double drawn = Double.NaN;
        for (double value : s.equity) {
            drawn = Double.isNaN(value) ? drawn : value;
        }
        if (Math.abs(drawn - totals.pnl()) > 1e-9 * Math.max(1, Math.abs(drawn))) {
            notes.add("The equity curve of this variant ends at " + Numbers.signed(drawn, moneyDecimals)
                    + " and its P&L after costs is " + Numbers.signed(totals.pnl(), moneyDecimals)
                    + ": its last mark does not yet hold the closing of the last position.");
        }
        if (run.results().stream().allMatch(r -> r.decisions().isEmpty())) {
            notes.add("No bar of this variant was decided.");
        }
        return notes;
    }

    private String distinct(Function<ReplayResult, String> what) {
        return runs.stream()
                .flatMap(run -> run.results().stream())
                .map(what)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String dates(long first, long last) {
        return RunTables.dates(times, first, last);
    }

    private int priceDecimals() {
        double greatest = 0;
        for (RunSeries s : series) {
            for (double price : s.close) {
                greatest = Double.isFinite(price) ? Math.max(greatest, Math.abs(price)) : greatest;
            }
        }
        return greatest >= 10_000 ? 2 : greatest >= 10 ? 4 : 6;
    }

    private int moneyDecimals() {
        double greatest = 0;
        for (RunSeries s : series) {
            for (double value : s.equity) {
                greatest = Double.isFinite(value) ? Math.max(greatest, Math.abs(value)) : greatest;
            }
        }
        return greatest >= 100 ? 2 : greatest >= 0.1 || greatest == 0 ? 4 : 6;
    }

    static String plural(int count, String noun) {
        return Numbers.fixed(count, 0) + " " + noun + (count == 1 ? "" : "s");
    }
}
