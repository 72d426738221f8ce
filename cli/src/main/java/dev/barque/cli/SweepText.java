package dev.barque.cli;

import dev.barque.backtest.statistics.Interval;
import dev.barque.backtest.sweep.SweepOutcome;
import dev.barque.backtest.sweep.SweepRow;
import dev.barque.backtest.sweep.SweepTable;
import dev.barque.backtest.sweep.WalkStep;
import dev.barque.cli.internal.console.Csv;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of a sweep, for people and for scripts. Sharpe ratios are annualised here. */
final class SweepText {
    private final SweepTable table;
    private final double root;

    SweepText(SweepTable table, double periodsPerYear) {
        this.table = table;
        root = Math.sqrt(periodsPerYear);
    }

    private boolean isWalk() {
        return !table.steps().isEmpty();
    }

    String rows(int most) {
        Table text = isWalk()
                ? Table.ofNumbers(
                        "settings",
                        "rank",
                        "out of sample",
                        "95 % from",
                        "to",
                        "deflated",
                        "in sample",
                        "trades",
                        "P&L",
                        "costs")
                : Table.ofNumbers(
                        "settings", "rank", "in sample", "95 % from", "to", "deflated", "trades", "P&L", "costs");
        for (SweepRow row : table.rows().subList(0, Math.min(most, table.rows().size()))) {
            SweepOutcome outcome = row.run().outcome();
            List<Object> cells = new ArrayList<>();
            cells.add(row.run().point().text());
            cells.add(row.rank());
            cells.add(Figure.fixed(row.ranked().value() * root, 2));
            cells.add(bound(row.interval().map(Interval::low)));
            cells.add(bound(row.interval().map(Interval::high)));
            cells.add(Figure.percent(row.deflated().value()));
            if (isWalk()) {
                cells.add(Figure.fixed(row.inSample().value() * root, 2));
            }
            cells.add(outcome.trades());
            cells.add(Figure.signed(outcome.pnl(), 4));
            cells.add(Figure.fixed(outcome.costs(), 4));
            text.row(cells.toArray());
        }
        return text.text();
    }

    private String bound(Optional<Double> ratio) {
        return ratio.map(value -> Figure.fixed(value * root, 2)).orElse("-");
    }

    String steps() {
        Table text = Table.ofNumbers("chosen in training", "test from", "to", "in sample", "out of sample", "return");
        for (WalkStep step : table.steps()) {
            text.row(
                    step.chosen().text(),
                    step.from(),
                    step.to(),
                    Figure.fixed(step.inSample().value() * root, 2),
                    Figure.fixed(step.outOfSample().value() * root, 2),
                    String.format(Locale.ROOT, "%.3f %%", step.testReturn() * 100));
        }
        return text.text();
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("runs", table.rows().size());
        tree.put("trials", table.trials().trials());
        tree.put("digest", table.digest());
        tree.put("ranked_by", isWalk() ? "sharpe_out_of_sample" : "sharpe_in_sample");
        List<Object> rows = new ArrayList<>();
        table.rows().forEach(row -> rows.add(row(row)));
        tree.put("rows", rows);
        List<Object> steps = new ArrayList<>();
        table.steps().forEach(step -> steps.add(step(step)));
        tree.put("walk", steps);
        tree.put("walk_mean_daily_return", table.walk().map(i -> interval(i, 1)).orElse(null));
        tree.put("verdicts", StatisticsText.json(table.verdicts()));
        return tree;
    }

    private Map<String, @Nullable Object> row(SweepRow row) {
        SweepOutcome outcome = row.run().outcome();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("rank", row.rank());
        tree.put("settings", row.run().point().settings());
        StatisticsText.measure(tree, "sharpe", row.ranked().map(value -> value * root));
        tree.put("sharpe_interval", row.interval().map(i -> interval(i, root)).orElse(null));
        StatisticsText.measure(tree, "deflated", row.deflated());
        StatisticsText.measure(tree, "sharpe_in_sample", row.inSample().map(value -> value * root));
        tree.put("trades", outcome.trades());
        tree.put("pnl", JsonText.number(outcome.pnl()));
        tree.put("costs", JsonText.number(outcome.costs()));
        tree.put("result", outcome.digest());
        return tree;
    }

    private Map<String, @Nullable Object> step(WalkStep step) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("from", step.from().toString());
        tree.put("to", step.to().toString());
        tree.put("chosen", step.chosen().settings());
        StatisticsText.measure(tree, "sharpe_in_sample", step.inSample().map(value -> value * root));
        StatisticsText.measure(tree, "sharpe_out_of_sample", step.outOfSample().map(value -> value * root));
        tree.put("return", JsonText.number(step.testReturn()));
        return tree;
    }

    private static Map<String, @Nullable Object> interval(Interval interval, double times) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("low", JsonText.number(interval.low() * times));
        tree.put("high", JsonText.number(interval.high() * times));
        tree.put("level", interval.level());
        return tree;
    }

    String csv() {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> header = new ArrayList<>(List.of("rank"));
        // Variants of a preset do not set the same.
        Set<String> keys = new LinkedHashSet<>();
        table.rows().forEach(row -> keys.addAll(row.run().point().settings().keySet()));
        header.addAll(keys);
        header.addAll(List.of("sharpe", "low", "high", "deflated", "sharpe_in_sample", "trades", "pnl", "costs"));
        text.append(Csv.line(header)).append("\r\n");
        for (SweepRow row : table.rows()) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(row.rank());
            keys.forEach(key -> line.add(row.run().point().settings().getOrDefault(key, "")));
            line.add(JsonText.number(row.ranked().value() * root));
            line.add(row.interval().map(i -> i.low() * root).orElse(null));
            line.add(row.interval().map(i -> i.high() * root).orElse(null));
            line.add(JsonText.number(row.deflated().value()));
            line.add(JsonText.number(row.inSample().value() * root));
            line.add(row.run().outcome().trades());
            line.add(row.run().outcome().pnl());
            line.add(row.run().outcome().costs());
            text.append(Csv.line(line)).append("\r\n");
        }
        return text.toString();
    }
}
