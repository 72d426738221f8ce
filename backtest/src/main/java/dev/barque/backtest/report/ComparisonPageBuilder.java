package dev.barque.backtest.report;

import dev.barque.backtest.comparison.DecisionDifference;
import dev.barque.backtest.statistics.Interval;
import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.sweep.SweepOutcome;
import dev.barque.backtest.sweep.SweepRow;
import dev.barque.backtest.sweep.SweepTable;
import dev.barque.backtest.sweep.WalkStep;
import dev.barque.core.trial.Trial;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Makes the texts of a page of variants. Sharpe ratios are annualised here. */
final class ComparisonPageBuilder {
    /** Rows of the table: who wants all of a large sweep has them as CSV. */
    private static final int ROWS = 200;

    /** Curves over each other: one for each colour; more could not be told apart. */
    private static final int CURVES = 6;

    private final Comparison comparison;
    private final SweepTable table;
    private final LocalTimes times;
    private final double root;
    private final boolean walked;
    private final double least;
    private final double most;

    ComparisonPageBuilder(Comparison comparison, LocalTimes times) {
        this.comparison = comparison;
        this.times = times;
        table = comparison.table();
        root = Math.sqrt(comparison.rules().periodsPerYear());
        walked = !table.steps().isEmpty();
        List<Interval> shown = table.rows().stream()
                .limit(ROWS)
                .flatMap(row -> row.interval().stream())
                .toList();
        least = Math.min(0, shown.stream().mapToDouble(Interval::low).min().orElse(0));
        most = Math.max(
                least + 1e-9, shown.stream().mapToDouble(Interval::high).max().orElse(0));
    }

    ComparisonPage page(ReportTitle title) {
        int rows = table.rows().size();
        return new ComparisonPage(
                PageParts.COMPARISON,
                Json.write(this::curves),
                title.title(),
                title.provenance(),
                List.of(
                        new Page.Fact("Variants", Numbers.fixed(rows, 0)),
                        new Page.Fact("Ranked by", walked ? "what was held back" : "all days, in sample")),
                Numbers.fixed((double) table.trials().trials(), 0),
                Claims.of(table.verdicts()),
                walked,
                Numbers.fixed(Math.min(CURVES, rows), 0),
                table.rows().stream().limit(ROWS).map(this::row).toList(),
                rows > ROWS ? List.of(Numbers.fixed(rows - ROWS, 0) + " more are not shown.") : List.of(),
                table.steps().stream().map(this::step).toList(),
                comparison.differences().stream().map(this::parting).toList(),
                table.digest());
    }

    private ComparisonPage.Row row(SweepRow row) {
        SweepOutcome outcome = row.run().outcome();
        return new ComparisonPage.Row(
                Numbers.fixed(row.rank(), 0),
                name(row),
                ratio(row.ranked()),
                bound(row.interval().map(Interval::low)),
                bound(row.interval().map(Interval::high)),
                row.interval().map(interval -> List.of(whisker(interval))).orElse(List.of()),
                Numbers.percent(row.deflated().value()),
                ratio(row.inSample()),
                Numbers.fixed((double) outcome.trades(), 0),
                Page.Signed.of(outcome.pnl(), 2),
                Numbers.fixed(outcome.costs(), 2));
    }

    /** Variants of a comparison have a name, points of a sweep their settings. */
    private static String name(SweepRow row) {
        var settings = row.run().point().settings();
        String variant = settings.size() == 1 ? settings.get("variant") : null;
        return variant == null ? row.run().point().text() : variant;
    }

    private Page.Signed ratio(Measure measure) {
        return measure.isPresent()
                ? Page.Signed.of(measure.value() * root, 2)
                : new Page.Signed("none: " + measure.absent(), "even");
    }

    private String bound(Optional<Double> ratio) {
        return ratio.map(value -> Numbers.fixed(value * root, 2)).orElse("\u2013");
    }

    private ComparisonPage.Whisker whisker(Interval interval) {
        return new ComparisonPage.Whisker(
                place(interval.low()), place(interval.high()), place(interval.estimate()), place(0));
    }

    private String place(double value) {
        return Numbers.exact(Math.rint(1000 * (value - least) / (most - least)) / 10);
    }

    private ComparisonPage.Step step(WalkStep step) {
        return new ComparisonPage.Step(
                step.chosen().text(),
                step.from().toString(),
                step.to().toString(),
                ratio(step.inSample()).text(),
                ratio(step.outOfSample()).text(),
                new Page.Signed(
                        Numbers.signed(step.testReturn() * 100, 3) + " %",
                        Page.Signed.of(step.testReturn() * 100, 3).tone()));
    }

    private ComparisonPage.Parting parting(Comparison.Differing pair) {
        String kinds = pair.found().counts().entrySet().stream()
                .map(count -> count.getKey().text().replace('_', ' ') + " " + Numbers.fixed(count.getValue(), 0))
                .collect(Collectors.joining(", "));
        return new ComparisonPage.Parting(
                pair.first(),
                pair.second(),
                Numbers.fixed(pair.found().total(), 0),
                Numbers.fixed(pair.found().bars(), 0),
                kinds,
                pair.found().listed().stream().map(this::bar).toList());
    }

    private ComparisonPage.Bar bar(DecisionDifference one) {
        return new ComparisonPage.Bar(
                one.symbol().value(),
                times.text(one.time()),
                one.kind().text().replace('_', ' '),
                one.first(),
                one.second());
    }

    /** Growth in per cent since the beginning, by date; a date without a return of a variant leaves it where it was. */
    private void curves(JsonGenerator json) {
        List<SweepRow> drawn = table.rows().stream().limit(CURVES).toList();
        TreeSet<LocalDate> dates = new TreeSet<>();
        drawn.forEach(row -> dates.addAll(row.run().outcome().returns().dates()));
        json.writeStartObject();
        json.writeArrayPropertyStart("dates");
        dates.forEach(date -> json.writeString(date.toString()));
        json.writeEndArray();
        json.writeArrayPropertyStart("curves");
        for (SweepRow row : drawn) {
            json.writeStartObject();
            json.writeStringProperty("name", row.rank() + ". " + name(row));
            double[] grown = grown(row.run().outcome().returns(), dates);
            Json.numbers(json, "grown", grown.length, i -> grown[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static double[] grown(Trial.Returns returns, SortedSet<LocalDate> dates) {
        double[] grown = new double[dates.size()];
        double worth = 1;
        int own = 0;
        int at = 0;
        for (LocalDate date : dates) {
            if (own < returns.size() && returns.dates().get(own).equals(date)) {
                worth *= 1 + returns.values().get(own++);
            }
            grown[at++] = (worth - 1) * 100;
        }
        return grown;
    }
}
