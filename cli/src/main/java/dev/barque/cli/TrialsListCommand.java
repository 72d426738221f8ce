package dev.barque.cli;

import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.SharpeRatio;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.TrialFamily;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import dev.barque.store.trials.JsonlTrialLedger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque trials list}. */
@Command(
        name = "list",
        description = "Shows all trials with their deflated Sharpe ratios, and what the choice among them is worth.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque trials list --home demo-home",
            "  barque trials list --home demo-home --on SPY --json",
            "",
            "A run that is made again counts once: the latest stands for it. Ratios are annualised with 252 dates. Exits with 1 when trials were altered or taken out."
        })
final class TrialsListCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--on", paramLabel = "FAMILY", description = "Only trials on this: the symbol, such as SPY.")
    private @Nullable String on;

    @Mixin
    private final JsonOption json = new JsonOption();

    TrialsListCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        TrialHistory history = JsonlTrialLedger.ofHome(home.path()).history();
        Map<String, TrialFamily> families = new LinkedHashMap<>();
        for (TrialEntry entry : history.entries()) {
            String name = entry.trial().family();
            if (on == null || on.equals(name)) {
                families.computeIfAbsent(name, of -> TrialFamily.of(history, of));
            }
        }
        if (json.isWanted()) {
            printJson(tree(history, families));
        } else {
            print(history, families);
        }
        history.findings().forEach(finding -> note("The ledger is not whole. " + finding + "."));
        return history.isWhole() ? ExitCode.OK : ExitCode.FINDING;
    }

    private void print(TrialHistory history, Map<String, TrialFamily> families) {
        if (families.isEmpty()) {
            print("No trial" + (on == null ? "" : " on " + on) + " in the ledger of " + home.path() + ".");
            return;
        }
        StatisticsRules rules = StatisticsRules.standard();
        Table table = Table.ofNumbers("trial", "entered", "on", "what", "from", "to", "days", "Sharpe", "deflated", "")
                .endingInText();
        for (TrialEntry entry : history.entries()) {
            Trial trial = entry.trial();
            TrialFamily family = families.get(trial.family());
            if (family != null) {
                boolean stands = family.numbers().contains(entry.number());
                table.row(
                        entry.number(),
                        trial.at(),
                        trial.family(),
                        trial.name(),
                        trial.firstDate(),
                        trial.lastDate(),
                        trial.returns().size(),
                        Figure.fixed(sharpe(trial, rules), 2),
                        Figure.fixed(family.deflated(trial).value(), 4),
                        stands ? "" : "made again later");
            }
        }
        print(table.text());
        families.forEach((name, family) -> {
            print("");
            print("On " + name + ": " + family.count().trials() + " different trials"
                    + (family.missing() > 0 ? ", " + family.missing() + " of them missing" : "") + ".");
            print(StatisticsText.verdicts(family.verdicts(rules)));
        });
    }

    static double sharpe(Trial trial, StatisticsRules rules) {
        return TrialFamily.ratio(trial)
                .map(ratio -> ratio.annualised(rules.periodsPerYear()))
                .orElse(Double.NaN);
    }

    private static Map<String, @Nullable Object> tree(TrialHistory history, Map<String, TrialFamily> families) {
        StatisticsRules rules = StatisticsRules.standard();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("whole", history.isWhole());
        tree.put("findings", history.findings());
        tree.put("entered", history.counted());
        tree.put("missing", history.missing());
        List<Object> trials = new ArrayList<>();
        for (TrialEntry entry : history.entries()) {
            TrialFamily family = families.get(entry.trial().family());
            if (family != null) {
                trials.add(json(entry, family, rules));
            }
        }
        tree.put("trials", trials);
        List<Object> choices = new ArrayList<>();
        families.forEach((name, family) -> {
            List<Verdict> verdicts = family.verdicts(rules);
            Map<String, @Nullable Object> choice = JsonText.object();
            choice.put("on", name);
            choice.put("trials", family.count().trials());
            choice.put("sharpe_variance_per_day", JsonText.number(family.count().sharpeVariance()));
            choice.put("verdicts", StatisticsText.json(verdicts));
            choices.add(choice);
        });
        tree.put("choices", choices);
        return tree;
    }

    static Map<String, @Nullable Object> json(TrialEntry entry, TrialFamily family, StatisticsRules rules) {
        Trial trial = entry.trial();
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("trial", entry.number());
        tree.put("entered", trial.at().toString());
        tree.put("on", trial.family());
        tree.put("what", trial.name());
        tree.put("configuration", trial.configuration());
        tree.put("from", trial.firstDate().toString());
        tree.put("to", trial.lastDate().toString());
        tree.put("days", trial.returns().size());
        tree.put("result", trial.resultDigest());
        tree.put("stands", family.numbers().contains(entry.number()));
        tree.put("sharpe", JsonText.number(sharpe(trial, rules)));
        StatisticsText.measure(tree, "deflated_sharpe", family.deflated(trial));
        StatisticsText.measure(tree, "least_days", leastDays(trial, family, rules));
        tree.put("seal", entry.seal());
        return tree;
    }

    /** Days that it would take to be sure of such a ratio among so many trials. */
    static Measure leastDays(Trial trial, TrialFamily family, StatisticsRules rules) {
        double bar = SharpeRatio.expectedMaximum(
                family.count().trials(), family.count().sharpeVariance());
        return TrialFamily.ratio(trial)
                .map(ratio -> ratio.leastObservations(bar, rules.level()))
                .orElse(Measure.none("there is no Sharpe ratio"));
    }
}
