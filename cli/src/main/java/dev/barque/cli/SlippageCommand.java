package dev.barque.cli;

import picocli.CommandLine.Command;

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
final class SlippageCommand extends VerbGroup {
    SlippageCommand() {
        super("Say what to do about slippage");
    }
}
