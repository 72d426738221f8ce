package dev.barque.cli.conformance;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Profile;
import dev.barque.agents.Proposal;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pipeline.jsonl}: a whole bar, from the tables that the engines were given to the idea. */
final class PipelineCases extends JsonLines {
    private static final List<String> ENGINES = List.of("hedge", "liquidity", "sentiment", "quality");

    PipelineCases() {
        super("pipeline.jsonl");
    }

    @Override
    Outcome run(Path folder, String id, JsonNode record) {
        JsonNode args = record.path("args");
        String bar = args.path("bar").asString();
        long now = PythonValue.micros(bar, PythonValue.NAIVE_ZONE);
        String name = args.path("symbol").asString();
        Symbol symbol = Symbol.of(name);
        double price = PythonValue.number(args.path("price"));
        FeatureRow row;
        Proposal proposal;
        try {
            row = row(symbol, now, price, record.path("inputs"));
            MarketContext market = new MarketContext(symbol, now, price);
            Profile profile = StandardProfiles.publishedV1();
            List<AgentView> views = new ArrayList<>();
            for (Agent agent : profile.agents()) {
                views.add(agent.view(row, market));
            }
            proposal = profile.composer().compose(views, row, market);
        } catch (RuntimeException e) {
            return Refusals.compare(id, record, e);
        }
        if (record.has("raises")) {
            return Refusals.answered(id, record);
        }
        JsonNode output = record.path("output");
        Optional<String> difference = new Difference(notCompared(record))
                .between("", features(output.path("l3")), EngineCases.tree(row))
                .or(() -> ideaDifference(output.path("idea"), proposal, name, bar));
        return difference.map(d -> Outcome.failed(id, d)).orElseGet(() -> Outcome.passed(id));
    }

    private static FeatureRow row(Symbol symbol, long now, double price, JsonNode inputs) {
        FeatureRow.Builder row =
                FeatureRow.builder(StandardProfiles.publishedV1().featureSet(), symbol);
        for (String engine : ENGINES) {
            boolean hedge = engine.equals("hedge");
            JsonNode table = inputs.path(engine.equals("quality") ? "liquidity" : engine);
            EngineCases.compute(engine, symbol, now, price, hedge ? null : table, hedge ? table : null, 0, row);
        }
        return row.build(now, now);
    }

    private static Optional<String> ideaDifference(JsonNode idea, Proposal proposal, String symbol, String bar) {
        Map<String, @Nullable Object> found = IdeaTrees.tree(proposal, symbol, bar);
        found.put(
                "views",
                proposal.views().stream()
                        .map(view -> ViewTrees.tree(view, symbol, bar, true))
                        .toList());
        return Difference.everywhere().between("idea", idea, found);
    }

    private static JsonNode features(JsonNode l3) {
        ObjectNode copy = (ObjectNode) l3.deepCopy();
        copy.remove(List.of("symbol", "bar", "feature_set_id"));
        return copy;
    }

    private static Set<String> notCompared(JsonNode record) {
        Set<String> paths = new HashSet<>();
        for (JsonNode path : record.path("not_compared")) {
            paths.add(path.asString().replaceFirst("^l3\\.", ""));
        }
        return paths;
    }
}
