package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.LostRows;
import dev.barque.store.PartitionRegenerator;
import dev.barque.store.RepairReport;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque store repair}. */
@Command(
        name = "repair",
        description =
                "Verifies a home, moves what is damaged to quarantine, and puts rows in its place: computed again from"
                        + " the bars of the home, or taken from a copy of it. Exits with 1 when something is left to do.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque store repair --home demo-home",
            "  barque store repair --home demo-home --copy demo-home --json",
            "",
            "From bars it computes the feature sets of the profiles that ship. Damaged bars are moved and have to be taken",
            "in again. Nothing is deleted but what killed writers left aside. Needs that no store is open for writing."
        })
final class StoreRepairCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description = "Take lost rows from this copy of the home, such as a backup, instead of computing them.")
    private @Nullable Path copy;

    StoreRepairCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        VerifyReport found;
        try (Progress.Task task = progress().start("Verifying " + home.path(), "files", -1)) {
            found = StoreVerifier.of(home.path())
                    .listener((where, condition, done) -> task.to(done))
                    .verify();
        }
        Path from = copy;
        PartitionRegenerator lost = from == null
                ? new LostRows(home.bars(), home.path())
                : PartitionRegenerator.fromCopy(from.toAbsolutePath());
        RepairReport done;
        try (StoreRepair repair =
                StoreRepair.builder(home.path()).regenerator(lost).open(shell().clock())) {
            done = repair.repair(found);
        }
        if (json.isWanted()) {
            printJson(JsonText.parsed(done.toJson()));
        } else if (found.isClean()) {
            print("Nothing to repair in " + home.path());
        } else {
            print(StoreVerifyCommand.table(done).text());
        }
        return done.isComplete() ? ExitCode.OK : ExitCode.FINDING;
    }
}
