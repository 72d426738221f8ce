package dev.barque.benchmarks.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many times as long ours takes as the limit of its question in the same run. A ratio, so that neither the machine nor the hour
 * has a part in it.
 *
 * @param made the UTC date
 * @param jvm the version of the JVM
 * @param timesLimit by question and line, such as {@code join: AsOfJoin.each}
 */
public record Figures(String made, String jvm, Map<String, Double> timesLimit) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Figures {
        timesLimit = new TreeMap<>(timesLimit);
    }

    /** A baseline that was kept. */
    public static Figures read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), Figures.class);
    }

    /** Keeps it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /**
     * The figures of results: questions, each with lines that have a name, a role ({@code OURS}, {@code LIMIT} or another) and
     * nanoseconds. The first limit that was measured counts. A question without one has no figures.
     */
    public static Map<String, Double> ofResults(String json) {
        Map<String, Double> found = new TreeMap<>();
        for (JsonNode question : JSON.readTree(json).path("questions")) {
            double limit = Double.NaN;
            for (JsonNode line : question.path("lines")) {
                if (Double.isNaN(limit) && line.path("role").asString().equals("LIMIT")) {
                    limit = line.path("nanos").asDouble(Double.NaN);
                }
            }
            for (JsonNode line : question.path("lines")) {
                double times = line.path("nanos").asDouble(Double.NaN) / limit;
                if (line.path("role").asString().equals("OURS") && times > 0) {
                    found.put(
                            question.path("question").asString() + ": "
                                    + line.path("name").asString(),
                            times);
                }
            }
        }
        return found;
    }
}
