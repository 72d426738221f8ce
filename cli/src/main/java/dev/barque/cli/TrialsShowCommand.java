package dev.barque.cli;

import dev.barque.backtest.statistics.Measure;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.TrialFamily;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import dev.barque.store.trials.JsonlTrialLedger;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code barque trials show}. */
@Command(
        name = "show",
        description = "Shows one trial of the ledger: what was run, what came of it day by day, and its seal.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque trials show --home demo-home 1",
            "  barque trials show --home demo-home 1 --json",
            "",
            "Keep the seal with a report: barque trials check --seal N:SEAL shows later that the ledger up to it is the one it was."
        })
final class TrialsShowCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "N", description = "Number of the trial, see barque trials list.")
    private long number;

    @Mixin
    private final JsonOption json = new JsonOption();

    TrialsShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        TrialHistory history = JsonlTrialLedger.ofHome(home.path()).history();
        TrialEntry entry =
                history.entry(number).orElseThrow(() -> CliErrors.noTrial(home.path(), number, history.counted()));
        TrialFamily family = TrialFamily.of(history, entry.trial().family());
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = TrialsListCommand.json(entry, family, StatisticsRules.standard());
            Map<String, @Nullable Object> returns = JsonText.object();
            Trial.Returns days = entry.trial().returns();
            for (int i = 0; i < days.size(); i++) {
                returns.put(days.dates().get(i).toString(), days.values().get(i));
            }
            tree.put("returns", returns);
            printJson(tree);
        } else {
            print(entry, family);
        }
        return ExitCode.OK;
    }

    private void print(TrialEntry entry, TrialFamily family) {
        Trial trial = entry.trial();
        StatisticsRules rules = StatisticsRules.standard();
        Measure deflated = family.deflated(trial);
        Measure least = TrialsListCommand.leastDays(trial, family, rules);
        print(Table.ofTexts("trial " + entry.number(), "")
                .row("entered", trial.at())
                .row("on", trial.family() + ", " + trial.firstDate() + " to " + trial.lastDate())
                .row("what", trial.name())
                .row("configuration", trial.configuration())
                .row("result", trial.resultDigest())
                .row("seal", entry.seal())
                .row("Sharpe ratio, annualised", Figure.fixed(TrialsListCommand.sharpe(trial, rules), 2))
                .row("different trials on " + trial.family(), family.count().trials())
                .row(
                        "deflated Sharpe ratio",
                        deflated.isPresent() ? Figure.fixed(deflated.value(), 4) : "none: " + deflated.absent())
                .row(
                        "days it takes to be sure",
                        least.isPresent() ? Figure.fixed(Math.ceil(least.value()), 0) : "none: " + least.absent())
                .text());
        Table days = Table.ofNumbers("date", "return");
        for (int i = 0; i < trial.returns().size(); i++) {
            LocalDate date = trial.returns().dates().get(i);
            days.row(date, Figure.signed(trial.returns().values().get(i) * 100, 4) + " %");
        }
        print(days.text());
    }
}
