package dev.barque.cli;

import dev.barque.cli.internal.work.ProfileChoice;
import picocli.CommandLine.Option;

/** By which rules. */
final class ProfileOption {
    @Option(
            names = "--profile",
            defaultValue = "V1",
            paramLabel = "NAME|FILE",
            description = "V1 (default), PUBLISHED_V1: the published system with its faults, whose hedge features"
                    + " rest on a made-up option chain, or a file of your own (.yaml): barque profile --help.")
    @SuppressWarnings("NullAway.Init")
    private ProfileChoice profile;

    ProfileChoice value() {
        return profile;
    }
}
