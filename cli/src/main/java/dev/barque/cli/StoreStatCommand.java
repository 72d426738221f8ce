package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.store.StoreStat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code barque store stat}. */
@Command(
        name = "stat",
        description = "Counts what is in a home, as its manifests say: partitions, rows, bytes, log, bars, quarantine.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque store stat --home demo-home", "  barque store stat --home demo-home --json"})
final class StoreStatCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    StoreStatCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        StoreStat stat = StoreStat.of(home.path());
        if (json.isWanted()) {
            printJson(JsonText.parsed(stat.toJson()));
            return ExitCode.OK;
        }
        Table table = Table.ofNumbers("feature set", "partitions", "rows", "bytes", "UTC dates")
                .endingInText();
        stat.sets()
                .forEach((set, partitions) -> table.row(
                        set,
                        partitions.partitions(),
                        partitions.rows(),
                        partitions.bytes(),
                        partitions.first() + ".." + partitions.last()));
        print(table.text());
        print("log: " + stat.logFiles() + " segments of " + stat.logBytes() + " bytes; bars: " + stat.barFiles()
                + " files of " + stat.barBytes() + " bytes; quarantine: " + stat.quarantined() + " cases");
        return ExitCode.OK;
    }
}
