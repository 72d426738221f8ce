package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.store.control.KillSwitchFile;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that turns the kill switch of a home: who, and why. */
abstract class KillChange extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why. It stands in the history of the switch and in the decisions that it forbids.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name:-somebody}",
            description = "Who. Default: the name of the user.")
    @SuppressWarnings("NullAway.Init")
    private String by;

    KillChange(Shell shell) {
        super(shell);
    }

    abstract void turn(KillSwitchFile kill, Instant at, String by, String reason);

    @Override
    public final Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeOfSwitch(home.path());
        }
        KillSwitchFile kill = KillSwitchFile.ofHome(home.path());
        turn(kill, shell().clock().instant().truncatedTo(ChronoUnit.MILLIS), by, reason);
        if (json.isWanted()) {
            printJson(KillText.json(home.path(), kill.state(), kill.changes()));
        } else {
            print("The kill switch of " + home.path() + " is " + kill.state().text());
        }
        return ExitCode.OK;
    }
}
