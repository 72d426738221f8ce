package dev.barque.cli.conformance;

import dev.barque.agents.Agent;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.AgentView;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.Interval;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code views.jsonl}: one agent on the features that it reads, as untyped dictionaries. */
final class ViewCases extends JsonLines {
    ViewCases() {
        super("views.jsonl");
    }

    @Override
    Outcome run(Path folder, String id, JsonNode record) {
        JsonNode args = record.path("args");
        AgentView view;
        try {
            view = view(record.path("agent").asString(), args);
        } catch (RuntimeException e) {
            return Refusals.compare(id, record, e);
        }
        if (record.has("raises")) {
            return Refusals.answered(id, record);
        }
        Optional<String> difference = Difference.everywhere()
                .between(
                        "",
                        record.path("output"),
                        ViewTrees.tree(
                                view,
                                args.path("symbol").asString(),
                                args.path("bar").asString(),
                                true));
        return difference.map(d -> Outcome.failed(id, d)).orElseGet(() -> Outcome.passed(id));
    }

    private static AgentView view(String name, JsonNode args) {
        Symbol symbol = Symbol.of(args.path("symbol").asString());
        long time = PythonValue.micros(args.path("bar").asString(), PythonValue.NAIVE_ZONE);
        Profile profile = StandardProfiles.publishedV1();
        FeatureSchema schema = profile.featureSet().schema();
        FeatureRow.Builder row = FeatureRow.builder(profile.featureSet(), symbol);
        double spot = Double.NaN;
        // The defaults are those that the published agents use where a dictionary lacks a key; typed rows always have
        // it.
        String agent = switch (name) {
            case "agent1_hedge" -> {
                JsonNode present = args.path("hedge_present");
                number(row, schema, "hedge.present.hedge_force", present, 0.0);
                number(row, schema, "hedge.present.conf", present, 0.5);
                number(row, schema, "hedge.present.wall_dist", present, 0.0);
                regime(row, schema.indexOf("hedge.present.regime"), present);
                yield "hedge";
            }
            case "agent2_liquidity" -> {
                JsonNode present = args.path("liq_present");
                JsonNode future = args.path("liq_future");
                zones(row, schema, "liquidity.present.support", present);
                zones(row, schema, "liquidity.present.resistance", present);
                number(row, schema, "liquidity.present.amihud", present, 0.0);
                number(row, schema, "liquidity.present.lambda_impact", present, 0.0);
                number(row, schema, "liquidity.present.conf", present, 0.5);
                JsonNode magnet = future.path("next_magnet");
                if (!magnet.isMissingNode() && !magnet.isNull()) {
                    row.float64(schema.indexOf("liquidity.future.next_magnet"), PythonValue.number(magnet));
                }
                spot = PythonValue.number(args.path("spot"));
                yield "liquidity";
            }
            case "agent3_sentiment" -> {
                JsonNode present = args.path("sent_present");
                JsonNode future = args.path("sent_future");
                regime(row, schema.indexOf("sentiment.present.regime"), present);
                number(row, schema, "sentiment.present.conf", present, 0.5);
                number(row, schema, "sentiment.present.price_momo_z", present, 0.0);
                number(row, schema, "sentiment.present.vol_momo_z", present, 0.0);
                number(row, schema, "sentiment.future.flip_prob_10b", future, 0.3);
                number(row, schema, "sentiment.future.vov_tilt", future, 0.0);
                yield "sentiment";
            }
            default -> throw new IllegalArgumentException("No agent " + name + " in the published profile");
        };
        for (Agent candidate : profile.agents()) {
            if (candidate.id().equals(agent)) {
                return candidate.view(row.build(time, time), new MarketContext(symbol, time, spot));
            }
        }
        throw new IllegalStateException("The published profile lost its agent " + agent);
    }

    private static void number(
            FeatureRow.Builder row, FeatureSchema schema, String field, JsonNode dictionary, double whenAbsent) {
        String key = field.substring(field.lastIndexOf('.') + 1);
        row.float64(schema.indexOf(field), PythonValue.numberOr(dictionary, key, whenAbsent));
    }

    private static void regime(FeatureRow.Builder row, int field, JsonNode present) {
        JsonNode regime = present.path("regime");
        if (!regime.isNull()) {
            row.string(field, regime.isMissingNode() ? "neutral" : regime.asString());
        }
    }

    private static void zones(FeatureRow.Builder row, FeatureSchema schema, String field, JsonNode present) {
        JsonNode node = present.path(field.substring(field.lastIndexOf('.') + 1));
        List<Interval> zones = node.isMissingNode() ? List.of() : ViewTrees.zones(node);
        double[] pairs = new double[2 * zones.size()];
        for (int i = 0; i < zones.size(); i++) {
            pairs[2 * i] = zones.get(i).lo();
            pairs[2 * i + 1] = zones.get(i).hi();
        }
        row.intervalList(schema.indexOf(field), pairs);
    }
}
