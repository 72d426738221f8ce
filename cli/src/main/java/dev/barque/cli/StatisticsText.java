package dev.barque.cli;

import dev.barque.backtest.statistics.DailyReturns;
import dev.barque.backtest.statistics.Figure.Unit;
import dev.barque.backtest.statistics.Interval;
import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PeriodTable;
import dev.barque.backtest.statistics.StationaryBootstrap;
import dev.barque.backtest.statistics.TradeGroups;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.calendar.TradingCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures of a run and what they are worth, for people and for scripts. */
final class StatisticsText {
    private StatisticsText() {}

    static String figures(Performance run) {
        Table table = Table.ofNumbers("", "figure", "why there is none").endingInText();
        run.figures()
                .forEach((figure, measure) -> table.row(
                        figure.label(),
                        number(figure.unit(), measure.value()),
                        measure.isPresent() ? "" : measure.absent()));
        return table.text();
    }

    private static String number(Unit unit, double value) {
        return switch (unit) {
            case MONEY -> Figure.fixed(value, 4);
            case SHARE -> percent(value);
            case RATIO -> Figure.fixed(value, 3);
            case NUMBER -> Figure.fixed(value, value == Math.rint(value) ? 0 : 2);
        };
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.3f %%", share * 100) : "-";
    }

    static String periods(DailyReturns days, PeriodTable.Period period) {
        Table table = Table.ofNumbers(period.name().toLowerCase(Locale.ROOT) + " from", "days", "P&L", "return");
        for (PeriodTable.Row row : PeriodTable.of(days, period)) {
            table.row(
                    row.start(),
                    row.days(),
                    Figure.signed(row.pnl(), 4),
                    percent(row.earned().value()));
        }
        return table.text();
    }

    static String verdicts(List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : verdicts) {
            text.append(verdict.claim())
                    .append(": ")
                    .append(verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(".\n    ")
                    .append(verdict.meaning())
                    .append("\n    ")
                    .append(verdict.confidence())
                    .append('\n');
        }
        return text.toString().stripTrailing();
    }

    static List<Object> json(List<Verdict> verdicts) {
        List<Object> list = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("id", verdict.id());
            tree.put("claim", verdict.claim());
            tree.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
            measure(tree, "figure", verdict.figure());
            tree.put("meaning", verdict.meaning());
            tree.put("confidence", verdict.confidence());
            list.add(tree);
        }
        return list;
    }

    static void measure(Map<String, @Nullable Object> tree, String name, Measure measure) {
        tree.put(name, JsonText.number(measure.value()));
        if (!measure.isPresent()) {
            tree.put(name + "_absent", measure.absent());
        }
    }

    static Map<String, @Nullable Object> json(Performance run, TradingCalendar calendar) {
        Map<String, @Nullable Object> tree = JsonText.object();
        Map<String, @Nullable Object> figures = JsonText.object();
        run.figures().forEach((figure, measure) -> measure(figures, figure.id(), measure));
        tree.put("figures", figures);
        tree.put("intervals", intervals(run));
        for (PeriodTable.Period period : PeriodTable.Period.values()) {
            tree.put("by_" + period.name().toLowerCase(Locale.ROOT), periodRows(run.days(), period));
        }
        Map<String, @Nullable Object> symbols = JsonText.object();
        TradeGroups.bySymbol(run.trades()).forEach((symbol, group) -> symbols.put(symbol.value(), group(group)));
        tree.put("by_symbol", symbols);
        Map<String, @Nullable Object> hours = JsonText.object();
        TradeGroups.byHour(run.trades(), calendar)
                .forEach((hour, group) -> hours.put(String.valueOf(hour), group(group)));
        tree.put("by_hour", hours);
        return tree;
    }

    private static List<Object> periodRows(DailyReturns days, PeriodTable.Period period) {
        List<Object> rows = new ArrayList<>();
        for (PeriodTable.Row row : PeriodTable.of(days, period)) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("from", row.start().toString());
            tree.put("days", row.days());
            tree.put("pnl", JsonText.number(row.pnl()));
            measure(tree, "return", row.earned());
            tree.put("equity", JsonText.number(row.equity()));
            rows.add(tree);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> intervals(Performance run) {
        double[] excess = run.excessReturns();
        StationaryBootstrap bootstrap = StationaryBootstrap.suiting(excess, run.rules());
        double root = Math.sqrt(run.rules().periodsPerYear());
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("mean_daily_return", interval(bootstrap.mean(excess), 1));
        tree.put("sharpe", interval(bootstrap.sharpe(excess), root));
        tree.put("max_drawdown_share", interval(bootstrap.maxDrawdown(run.days().returns()), 1));
        tree.put("mean_block_days", JsonText.number(bootstrap.blockLength()));
        tree.put("resamples", run.rules().resamples());
        tree.put("seed", run.rules().seed());
        return tree;
    }

    private static @Nullable Object interval(Optional<Interval> found, double scale) {
        if (found.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("estimate", JsonText.number(found.get().estimate() * scale));
        tree.put("low", JsonText.number(found.get().low() * scale));
        tree.put("high", JsonText.number(found.get().high() * scale));
        tree.put("level", found.get().level());
        return tree;
    }

    private static Map<String, @Nullable Object> group(TradeGroups.Group group) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("trades", group.trades());
        tree.put("wins", group.wins());
        tree.put("pnl", JsonText.number(group.pnl()));
        tree.put("costs", JsonText.number(group.costs()));
        return tree;
    }
}
