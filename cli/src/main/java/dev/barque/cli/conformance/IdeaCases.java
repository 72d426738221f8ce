package dev.barque.cli.conformance;

import dev.barque.agents.Proposal;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.AgentView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ideas.jsonl}: the composer on recorded views. */
final class IdeaCases extends JsonLines {
    IdeaCases() {
        super("ideas.jsonl");
    }

    @Override
    Outcome run(Path folder, String id, JsonNode record) {
        JsonNode args = record.path("args");
        Proposal proposal;
        List<String> symbols = new ArrayList<>();
        List<String> bars = new ArrayList<>();
        try {
            List<AgentView> views = new ArrayList<>();
            for (JsonNode view : args.path("views")) {
                views.add(ViewTrees.view(view));
                symbols.add(view.path("symbol").asString());
                bars.add(view.path("bar").asString());
            }
            proposal = StandardProfiles.publishedComposer(reliability(args.path("reliability")))
                    .compose(views, PythonValue.number(args.path("amihud")));
        } catch (RuntimeException e) {
            return Refusals.compare(id, record, e);
        }
        if (record.has("raises")) {
            return Refusals.answered(id, record);
        }
        Map<String, @Nullable Object> found = IdeaTrees.tree(
                proposal, args.path("symbol").asString(), args.path("bar").asString());
        found.put("views", IdeaTrees.views(proposal, symbols, bars));
        Optional<String> difference = Difference.everywhere().between("", withoutInputs(record.path("output")), found);
        return difference.map(d -> Outcome.failed(id, d)).orElseGet(() -> Outcome.passed(id));
    }

    /** Levels and absent notes of the views come back as they went in: there is nothing to compare. */
    private static JsonNode withoutInputs(JsonNode output) {
        JsonNode copy = output.deepCopy();
        for (JsonNode view : copy.path("views")) {
            ObjectNode fields = (ObjectNode) view;
            fields.remove("levels");
            if (fields.path("notes").isNull()) {
                fields.put("notes", "");
            }
        }
        return copy;
    }

    private static Map<String, Double> reliability(JsonNode node) {
        Map<String, Double> weights = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            weights.put(entry.getKey(), PythonValue.numberOr(node, entry.getKey(), 1));
        }
        return weights;
    }
}
