package dev.barque.cli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
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
        return run(file, record -> run(folder, record.path("id").asString(""), record));
    }

    /** Runs the cases of a file of lines; a line that is not JSON fails, and the others go on. */
    static List<Outcome> run(Path file, Function<JsonNode, Outcome> each) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                outcomes.add(run("line " + number, line, each));
            }
        }
        return outcomes;
    }

    private static Outcome run(String id, String line, Function<JsonNode, Outcome> each) {
        JsonNode record;
        try {
            record = JSON.readTree(line);
        } catch (JacksonException e) {
            return Outcome.failed(id, "expected a line of JSON but found: " + e.getOriginalMessage());
        }
        return each.apply(record);
    }

    /** Runs one case. */
    abstract Outcome run(Path folder, String id, JsonNode record);

    static JsonNode read(Path file) {
        return JSON.readTree(file);
    }
}
