package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.Census;
import dev.barque.cli.internal.work.Figures;
import dev.barque.core.decision.NoTrade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Variants side by side: a column each. */
final class VariantText {
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private final Map<String, Census> censuses = new LinkedHashMap<>();
    private final List<String[]> extra = new ArrayList<>();

    void add(String name, List<ReplayResult> results) {
        figures.put(name, Figures.of(results));
        censuses.put(name, Census.of(results));
    }

    /** A further line, one cell for each variant. */
    void line(String label, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(label));
        line.addAll(cells);
        extra.add(line.toArray(new String[0]));
    }

    /** The figures. */
    String summary() {
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(figures.keySet());
        Table table = Table.ofNumbers(header.toArray(new String[0]));
        row(table, "days", f -> String.valueOf(f.days()));
        row(table, "bars", f -> String.valueOf(f.bars()));
        row(table, "bars decided on features", f -> String.valueOf(f.decided()));
        row(table, "trades", f -> String.valueOf(f.trades()));
        row(table, "P&L after costs", f -> Figure.signed(f.pnl(), 4));
        row(table, "costs (slippage)", f -> Figure.fixed(f.costs(), 4));
        row(table, "P&L before costs", f -> Figure.signed(f.pnl() + f.costs(), 4));
        row(table, "win rate", f -> Figure.percent(f.winRate()));
        row(table, "max drawdown", f -> Figure.fixed(f.maxDrawdown(), 4));
        extra.forEach(line -> table.row((Object[]) line));
        return table.text();
    }

    /** Why there was no trade, on how many bars. */
    String reasons() {
        List<String> header = new ArrayList<>(List.of("why no trade (bars)"));
        header.addAll(censuses.keySet());
        Table table = Table.ofNumbers(header.toArray(new String[0]));
        for (NoTrade.Reason reason : NoTrade.Reason.values()) {
            if (censuses.values().stream().anyMatch(c -> c.reasons().containsKey(reason))) {
                List<Object> cells = new ArrayList<>(List.of(reason.text()));
                censuses.values().forEach(c -> cells.add(c.reasons().getOrDefault(reason, 0)));
                table.row(cells.toArray());
            }
        }
        return table.text();
    }

    private void row(Table table, String label, Function<Figures, String> cell) {
        List<Object> cells = new ArrayList<>(List.of(label));
        figures.values().forEach(f -> cells.add(cell.apply(f)));
        table.row(cells.toArray());
    }
}
