package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque trials}: nothing by itself. */
@Command(
        name = "trials",
        description = "The trial ledger of a home: every backtest that was ever run on it, and what the best is worth.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque trials list --home demo-home",
            "  barque trials show --home demo-home 1",
            "  barque trials check --home demo-home",
            "",
            "backtest, compare and statistics enter their runs. The more was tried on the same symbol, the better a result has to be before it means something: the deflated Sharpe ratio takes the number of trials from here. Nothing is ever taken out, and a ledger that was cut, altered or deleted is noticed."
        })
final class TrialsCommand extends VerbGroup {
    TrialsCommand() {
        super("Say what to do with the trials");
    }
}
