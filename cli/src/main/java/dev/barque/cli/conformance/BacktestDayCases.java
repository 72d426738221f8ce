package dev.barque.cli.conformance;

import dev.barque.backtest.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code backtest/SET/DATE.zones_as_lists.json}: whole days of the published replay. The day's result is one case, and so is
 * each bar's decision where {@code DATE.zones_as_lists.decisions.jsonl} stands beside it.
 */
final class BacktestDayCases implements CaseFile {
    private static final String SUFFIX = ".zones_as_lists.json";

    @Override
    public List<Path> in(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (BacktestSet set : BacktestSet.values()) {
            Path days = set.folderIn(folder);
            if (Files.isDirectory(days)) {
                try (Stream<Path> all = Files.list(days)) {
                    all.filter(f -> f.toString().endsWith(SUFFIX)).sorted().forEach(files::add);
                }
            }
        }
        return files;
    }

    @Override
    public List<Outcome> run(Path folder, Path file) throws IOException {
        BacktestSet set = setOf(folder, file);
        String date = file.getFileName().toString().replace(SUFFIX, "");
        JsonNode expected = JsonLines.read(file);
        PublishedDay day = set.day(folder, expected.path("symbol").asString("SPY"), date);
        ReplayResult found;
        try {
            found = day.replay();
        } catch (RuntimeException e) {
            return List.of(Refusals.compare("result", expected, e));
        }
        List<Outcome> outcomes = new ArrayList<>();
        Path decisions = file.resolveSibling(date + ".zones_as_lists.decisions.jsonl");
        if (Files.isRegularFile(decisions)) {
            DecisionCases cases = new DecisionCases(day, found);
            outcomes.addAll(JsonLines.run(decisions, cases::compare));
        }
        boolean unstable = outcomes.stream().anyMatch(o -> o.kind() == Outcome.Kind.EXCLUDED);
        outcomes.add(day.difference(expected, found)
                .map(d -> unstable
                        ? Outcome.excluded("result", "rests on decisions that are unstable in the original: " + d)
                        : Outcome.failed("result", d))
                .orElseGet(() -> Outcome.passed("result")));
        return outcomes;
    }

    private static BacktestSet setOf(Path folder, Path file) {
        for (BacktestSet set : BacktestSet.values()) {
            if (file.startsWith(set.folderIn(folder))) {
                return set;
            }
        }
        throw new IllegalArgumentException(file + " belongs to no set of recorded days");
    }
}
