package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque profile}: nothing by itself. */
@Command(
        name = "profile",
        description = "Shows profiles with everything that can be set on them, and checks those of your own.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque profile show V1",
            "  barque profile check docs/examples/profiles/careful.yaml",
            "",
            "A file of your own starts from a profile that ships and says what is different. Write the answer of show to a file, give it a name of its own, change it, check it, and give it to --profile."
        })
final class ProfileCommand extends VerbGroup {
    ProfileCommand() {
        super("Say what to do with a profile");
    }
}
