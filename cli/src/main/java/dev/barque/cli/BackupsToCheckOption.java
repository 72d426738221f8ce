package dev.barque.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where backups are, for those who only look at their age: without it nothing is said of backups. */
final class BackupsToCheckOption {
    @Option(
            names = "--backups",
            paramLabel = "DIR",
            defaultValue = "${env:BARQUE_BACKUPS:-}",
            description =
                    "The directory with the backups of the home: their age is checked, old ones can go. Default: $$BARQUE_BACKUPS,"
                            + " or none.")
    @SuppressWarnings("NullAway.Init")
    private String directory;

    Optional<Path> path() {
        return directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory));
    }
}
