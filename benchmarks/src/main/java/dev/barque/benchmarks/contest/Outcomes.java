package dev.barque.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came of several questions, kept as JSON: numbers that are not there are written as {@code "NaN"}. */
public record Outcomes(List<Outcome> questions) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Those of a file; none when there is no file. */
    public static Outcomes read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readValue(Files.readString(file), Outcomes.class) : new Outcomes(List.of());
    }

    /** Writes the file whole. */
    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** These with one more, in place of an older one about the same question, in the order of ids as given. */
    Outcomes with(Outcome newer, List<String> order) {
        List<Outcome> all = new ArrayList<>(questions);
        all.removeIf(old -> old.question().equals(newer.question()) || !order.contains(old.question()));
        all.add(newer);
        all.sort(Comparator.comparingInt(outcome -> order.indexOf(outcome.question())));
        return new Outcomes(all);
    }
}
