package dev.barque.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens a page with what the system opens pages with. */
final class Browser {
    private Browser() {}

    /** What to say when it could not be opened. */
    static Optional<String> open(Path page) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String address = page.toUri().toString();
        List<String> command = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : system.contains("mac") ? List.of("open", address) : List.of("xdg-open", address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Could not open a browser (" + e.getMessage() + "). Open " + address + " yourself.");
        }
    }
}
