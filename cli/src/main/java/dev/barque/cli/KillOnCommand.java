package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.store.control.KillSwitchFile;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque kill on}. */
@Command(
        name = "on",
        description =
                "Forbids all trades of systems that look at this home, from their next bar on, until it is switched off.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque kill on --home demo-home --reason \"the feed is wrong\"",
            "  barque kill on --home demo-home --reason \"fire drill\" --by \"risk desk\" --json"
        })
final class KillOnCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why. It stands in the decisions that are forbidden.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name:-somebody}",
            description = "Who. Default: the name of the user.")
    @SuppressWarnings("NullAway.Init")
    private String by;

    KillOnCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeOfSwitch(home.path());
        }
        KillSwitchFile kill = KillSwitchFile.ofHome(home.path());
        kill.on(shell().clock().instant(), by, reason);
        if (json.isWanted()) {
            printJson(KillText.json(home.path(), kill.state(), kill.changes()));
        } else {
            print("The kill switch of " + home.path() + " is " + kill.state().text());
        }
        return ExitCode.OK;
    }
}
