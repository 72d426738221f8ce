package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque slippage}: nothing by itself. */
@Command(
        name = "slippage",
        description =
                "Lists models of what execution costs, fits them to recorded fills, and shows where fills cost money.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque slippage models",
            "  barque slippage calibrate docs/examples/fills.csv",
            "  barque slippage report docs/examples/fills.csv --zone America/New_York",
            "",
            "Fills are comma-separated values. The first line names the columns: time, arrival_price, fill_price and quantity (below 0 sold), and where they are known symbol, bar_volume, adv (mean shares a day), sigma (daily volatility as a fraction), amihud, bid, ask and pnl (what the fill earned after costs)."
        })
final class SlippageCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do about slippage: models, calibrate or report");
    }
}
