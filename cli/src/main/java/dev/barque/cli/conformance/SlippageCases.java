package dev.barque.cli.conformance;

import dev.barque.backtest.execution.AmihudSlippage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code slippage.csv}: slippage per share for an Amihud ratio and a price. */
final class SlippageCases implements CaseFile {
    @Override
    public List<Path> in(Path folder) {
        Path file = folder.resolve("slippage.csv");
        return Files.isRegularFile(file) ? List.of(file) : List.of();
    }

    @Override
    public List<Outcome> run(Path folder, Path file) throws IOException {
        AmihudSlippage model = new AmihudSlippage();
        List<Outcome> outcomes = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(",", -1);
            double amihud = number(parts[0]);
            double found = model.perUnit(number(parts[1]), amihud);
            Optional<String> difference = Difference.everywhere()
                    .between("slippage", JsonNodeFactory.instance.numberNode(number(parts[2])), found);
            String id = "line " + (i + 1);
            outcomes.add(difference.map(d -> Outcome.failed(id, d)).orElseGet(() -> Outcome.passed(id)));
        }
        return outcomes;
    }

    private static double number(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan", "" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
