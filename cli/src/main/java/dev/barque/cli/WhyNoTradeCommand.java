package dev.barque.cli;

import dev.barque.backtest.reasons.Spread;
import dev.barque.backtest.reasons.WhyNoTrade;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.cli.internal.work.DecisionHistory;
import dev.barque.core.decision.NoTrade;
import dev.barque.store.decisions.DecisionReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque why-no-trade}. */
@Command(
        name = "why-no-trade",
        description = "Counts why there was no trade, who was missing and by how much, out of the decision log.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque why-no-trade --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque why-no-trade --home demo-home --symbol SPY --date 2025-10-27 --profile V1 --nearest 20",
            "  barque why-no-trade --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --json",
            "",
            "An agent is missing on a bar when the smallest change that would have traded names it. Confidences run from 0 to 1; of a bias only the sign counts."
        })
final class WhyNoTradeCommand extends Verb {
    private static final int WIDEST = 40;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final LogOption log = new LogOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D[..D]",
            description = "A UTC date such as 2025-10-24, or a range with both ends such as 2025-10-24..2025-10-28.")
    @SuppressWarnings("NullAway.Init")
    private DateRange range;

    @Option(names = "--profile", paramLabel = "NAME", description = "Only decisions by these rules.")
    private @Nullable String profile;

    @Option(
            names = "--nearest",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the nearest misses to list (default 10).")
    private int nearest;

    WhyNoTradeCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (nearest < 1) {
            throw new ParameterException(spec().commandLine(), "--nearest must be at least 1 but is " + nearest);
        }
        DecisionHistory history = log.history(home);
        Map<String, WhyNoTrade> byProfile = new TreeMap<>();
        List<LocalDate> dates = history.dates(range);
        long damaged = 0;
        try (Progress.Task task = progress().start("Read decisions", "dates", dates.size())) {
            for (int i = 0; i < dates.size(); i++) {
                DecisionReport report = history.read(
                        symbol.value(),
                        dates.get(i),
                        profile,
                        logged -> byProfile
                                .computeIfAbsent(logged.decision().grounds().profile(), id -> new WhyNoTrade(nearest))
                                .append(logged.decision()));
                LogOption.noteDamage(report, this);
                damaged += report.damagedLines();
                task.to(i + 1);
            }
        }
        if (byProfile.isEmpty()) {
            throw history.nothing(symbol.value(), range, profile);
        }
        if (json.isWanted()) {
            printJson(tree(byProfile, damaged));
        } else {
            byProfile.forEach(this::print);
        }
        return ExitCode.OK;
    }

    private void print(String id, WhyNoTrade why) {
        int all = why.trades() + why.noTrades();
        print(symbol.value() + ", " + range + ", profile " + id + ": " + all + " decisions, " + why.trades()
                + " to trade, " + why.noTrades() + " not to");
        Table reasons = Table.ofNumbers("why no trade", "bars", "share", "").endingInText();
        why.reasons()
                .forEach((reason, bars) ->
                        reasons.row(reason.text(), bars, Figure.percent((double) bars / all), "#".repeat((int)
                                        Math.ceil((double) WIDEST * bars / all))));
        print(reasons.text());
        if (!why.lacking().isEmpty()) {
            Table lacking = Table.ofNumbers("missing", "bars", "least", "median", "90 %", "most");
            why.lacking().forEach((what, spread) -> lacking.row(row(what, spread.count(), spread)));
            print(lacking.text());
        }
        if (!why.guards().isEmpty()) {
            Table guards = Table.ofNumbers("guard", "vetoed", "shrunk", "beyond: least", "median", "90 %", "most");
            why.guards().forEach((guard, of) -> guards.row(row(guard, of.vetoed(), of.shrunk(), of.beyond())));
            print(guards.text());
        }
        List<NoTrade> misses = why.nearest();
        if (misses.isEmpty()) {
            print("No miss was a matter of degree.");
        } else {
            Table table = Table.ofTexts("nearest misses", "amount", "what would have traded");
            misses.forEach(miss -> table.row(
                    miss.time(),
                    Figure.fixed(miss.smallestChange().amount(), 4),
                    miss.smallestChange().text()));
            print(table.text());
        }
        print("");
    }

    private static Object[] row(String name, int count, Spread spread) {
        return new Object[] {name, count, figure(spread, 0), figure(spread, 0.5), figure(spread, 0.9), figure(spread, 1)
        };
    }

    private static Object[] row(String name, int vetoed, int shrunk, Spread spread) {
        return new Object[] {
            name, vetoed, shrunk, figure(spread, 0), figure(spread, 0.5), figure(spread, 0.9), figure(spread, 1)
        };
    }

    private static String figure(Spread spread, double share) {
        return Figure.fixed(spread.quantile(share), 4);
    }

    private Map<String, @Nullable Object> tree(Map<String, WhyNoTrade> byProfile, long damaged) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value().value());
        tree.put("first", range.first().toString());
        tree.put("last", range.last().toString());
        tree.put("damaged_lines", damaged);
        List<Object> profiles = new ArrayList<>();
        byProfile.forEach((id, why) -> profiles.add(tree(id, why)));
        tree.put("profiles", profiles);
        return tree;
    }

    private static Map<String, @Nullable Object> tree(String id, WhyNoTrade why) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("profile", id);
        tree.put("trades", why.trades());
        tree.put("no_trades", why.noTrades());
        Map<String, @Nullable Object> reasons = JsonText.object();
        why.reasons().forEach((reason, bars) -> reasons.put(reason.text(), bars));
        tree.put("reasons", reasons);
        Map<String, @Nullable Object> lacking = JsonText.object();
        why.lacking().forEach((what, spread) -> lacking.put(what, tree(spread)));
        tree.put("missing", lacking);
        Map<String, @Nullable Object> guards = JsonText.object();
        why.guards().forEach((guard, of) -> {
            Map<String, @Nullable Object> one = tree(of.beyond());
            one.put("vetoed", of.vetoed());
            one.put("shrunk", of.shrunk());
            guards.put(guard, one);
        });
        tree.put("guards", guards);
        List<Object> misses = new ArrayList<>();
        for (NoTrade miss : why.nearest()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("time", miss.time().toString());
            one.put("amount", JsonText.number(miss.smallestChange().amount()));
            one.put("text", miss.smallestChange().text());
            misses.add(one);
        }
        tree.put("nearest_misses", misses);
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Spread spread) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("bars", spread.count());
        tree.put("least", JsonText.number(spread.quantile(0)));
        tree.put("median", JsonText.number(spread.quantile(0.5)));
        tree.put("p90", JsonText.number(spread.quantile(0.9)));
        tree.put("most", JsonText.number(spread.quantile(1)));
        return tree;
    }
}
