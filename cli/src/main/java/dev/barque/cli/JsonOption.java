package dev.barque.cli;

import picocli.CommandLine.Option;

/** Whether a script is listening. */
final class JsonOption {
    @Option(names = "--json", description = "Print one JSON document on standard output, and nothing else there.")
    private boolean json;

    boolean isWanted() {
        return json;
    }
}
