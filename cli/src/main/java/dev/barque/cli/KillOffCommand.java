package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.store.control.KillSwitchFile;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque kill off}. */
@Command(
        name = "off",
        description = "Allows trades again that the kill switch of a home has forbidden.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque kill off --home demo-home --reason \"the feed is mended\"",
            "  barque kill off --home demo-home --reason \"end of the drill\" --by \"risk desk\" --json"
        })
final class KillOffCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why. It stands in the history of the switch.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name:-somebody}",
            description = "Who. Default: the name of the user.")
    @SuppressWarnings("NullAway.Init")
    private String by;

    KillOffCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeOfSwitch(home.path());
        }
        KillSwitchFile kill = KillSwitchFile.ofHome(home.path());
        kill.off(shell().clock().instant(), by, reason);
        if (json.isWanted()) {
            printJson(KillText.json(home.path(), kill.state(), kill.changes()));
        } else {
            print("The kill switch of " + home.path() + " is " + kill.state().text());
        }
        return ExitCode.OK;
    }
}
