package dev.barque.cli.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of one case per line. */
abstract class JsonLines implements CaseFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;

    JsonLines(String name) {
        this.name = name;
    }

    @Override
    public final List<Path> in(Path folder) {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? List.of(file) : List.of();
    }

    @Override
    public final List<Outcome> run(Path folder, Path file) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode record = JSON.readTree(line);
                    outcomes.add(run(folder, record.path("id").asString(""), record));
                }
            }
        }
        return outcomes;
    }

    /** Runs one case. */
    abstract Outcome run(Path folder, String id, JsonNode record) throws IOException;

    static JsonNode read(Path file) {
        return JSON.readTree(file);
    }
}
