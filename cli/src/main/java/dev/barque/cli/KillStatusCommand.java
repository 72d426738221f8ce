package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Table;
import dev.barque.core.decision.KillSwitch;
import dev.barque.store.control.KillSwitchFile;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code barque kill status}. */
@Command(
        name = "status",
        description = "Says whether the kill switch is on, since when, by whom and why, and what it was before.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque kill status --home demo-home",
            "  barque kill status --home demo-home --json",
            "",
            "Exits with 0 when it is off and with 1 when it is on or cannot be read."
        })
final class KillStatusCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    KillStatusCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeOfSwitch(home.path());
        }
        KillSwitchFile kill = KillSwitchFile.ofHome(home.path());
        KillSwitch.State state = kill.state();
        List<KillSwitch.State> changes = kill.changes();
        if (json.isWanted()) {
            printJson(KillText.json(home.path(), state, changes));
        } else {
            print("The kill switch of " + home.path() + " is " + state.text());
            if (changes.size() > 1) {
                Table table = Table.ofTexts("when", "switched", "by", "why");
                changes.forEach(
                        change -> table.row(change.since(), change.on() ? "on" : "off", change.by(), change.reason()));
                print(table.text());
            }
        }
        return state.on() ? ExitCode.FINDING : ExitCode.OK;
    }
}
