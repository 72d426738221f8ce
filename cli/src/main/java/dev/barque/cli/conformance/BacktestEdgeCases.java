package dev.barque.cli.conformance;

import dev.barque.backtest.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code backtest/edge/edge.jsonl}: small days, each made to show one thing. */
final class BacktestEdgeCases implements CaseFile {
    @Override
    public List<Path> in(Path folder) {
        Path file = folder.resolve("backtest/edge/edge.jsonl");
        return Files.isRegularFile(file) ? List.of(file) : List.of();
    }

    @Override
    public List<Outcome> run(Path folder, Path file) throws IOException {
        Path edge = folder.resolve("backtest/edge");
        return JsonLines.run(file, record -> run(edge, record));
    }

    private static Outcome run(Path edge, JsonNode record) {
        String id = record.path("id").asString();
        JsonNode args = record.path("args");
        JsonNode expected = record.path("zones_as_lists");
        PublishedDay day = new PublishedDay(
                edge.resolve("l1"),
                edge.resolve("features"),
                args.path("symbol").asString(),
                args.path("date").asString(),
                args.path("feature_set_id").asString());
        JsonNode output = expected.path("output");
        Optional<String> problem = day.problem();
        if (problem.isPresent() || output.has("error")) {
            String recorded = output.path("error").asString("an answer");
            return problem.filter(recorded::equals).isPresent()
                    ? Outcome.passed(id)
                    : Outcome.failed(id, "expected " + recorded + " but found " + problem.orElse("an answer"));
        }
        ReplayResult found;
        try {
            found = day.replay();
        } catch (RuntimeException e) {
            return Refusals.compare(id, expected, e);
        }
        if (expected.has("raises")) {
            return Refusals.answered(id, expected);
        }
        return day.difference(output, found).map(d -> Outcome.failed(id, d)).orElseGet(() -> Outcome.passed(id));
    }
}
