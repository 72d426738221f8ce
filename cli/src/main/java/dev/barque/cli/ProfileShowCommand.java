package dev.barque.cli;

import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.profiles.ProfileText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code barque profile show}. */
@Command(
        name = "show",
        description = "Prints a profile as YAML, every value spelled out and explained.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque profile show V1",
            "  barque profile show docs/examples/profiles/careful.yaml",
            "  barque profile show PUBLISHED_V1 --json",
            "",
            "What it prints is a profile: read back and shown again it is the same text. With --json every value is a text by the path of its key."
        })
final class ProfileShowCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "NAME|FILE",
            description = "V1, PUBLISHED_V1, or a file whose name ends in .yaml or .yml.")
    @SuppressWarnings("NullAway.Init")
    private ProfileChoice profile;

    @Mixin
    private final JsonOption json = new JsonOption();

    ProfileShowCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (json.isWanted()) {
            printJson(ProfileText.values(profile.settings()));
        } else {
            out().print(ProfileText.of(profile.settings()));
            out().flush();
        }
        return ExitCode.OK;
    }
}
