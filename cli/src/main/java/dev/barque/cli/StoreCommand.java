package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque store}: nothing by itself. */
@Command(
        name = "store",
        description = "Looks after a home: what is in it, whether it is whole, and whether its disk keeps its word.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque store verify --home demo-home",
            "  barque store stat --home demo-home --json",
            "  barque store torture --home torture-home --kills 3 --seed 1"
        })
final class StoreCommand extends VerbGroup {
    StoreCommand() {
        super("Say what to do with the store");
    }
}
