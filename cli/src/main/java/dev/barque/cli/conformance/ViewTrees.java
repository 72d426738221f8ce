package dev.barque.cli.conformance;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Agent views as the recordings hold them, in both directions. */
final class ViewTrees {
    /**
     * What stands for a zone that is no pair of numbers: the published agent takes 0 for its upper end, infinity for its
     * lower end, and shows it as [0, 0].
     */
    private static final Interval MALFORMED = new Interval(Double.POSITIVE_INFINITY, 0);

    private ViewTrees() {}

    static Map<String, @Nullable Object> tree(AgentView view, String symbol, String bar, boolean withLevels) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("symbol", symbol);
        tree.put("bar", bar);
        tree.put("agent", view.agent());
        tree.put("dir_bias", view.bias());
        tree.put("confidence", view.confidence());
        tree.put("thesis", view.thesis());
        if (withLevels) {
            tree.put("levels", view.agent().equals("liquidity") ? levels(view.levels()) : null);
        }
        tree.put("notes", view.evidence().text());
        return tree;
    }

    /** A recorded view; its confidence is kept as it is. */
    static AgentView view(JsonNode node) {
        JsonNode levels = node.path("levels");
        JsonNode notes = node.path("notes");
        return AgentView.of(
                node.path("agent").asString(),
                PythonValue.number(node.path("dir_bias")),
                PythonValue.number(node.path("confidence")),
                node.path("thesis").asString(),
                new Levels(levels(levels.path("zones_support")), levels(levels.path("zones_resist"))),
                Evidence.of(notes.isString() ? notes.asString() : ""));
    }

    /** Levels of a recorded view: lists of numbers, of which the composer takes the first for a support, the second for a resistance. */
    private static List<Interval> levels(JsonNode node) {
        List<Interval> zones = new ArrayList<>();
        for (JsonNode pair : node) {
            zones.add(new Interval(PythonValue.number(pair.path(0)), PythonValue.number(pair.path(1))));
        }
        return zones;
    }

    /** Zones as dictionaries, as lists, or as text of which every character counts as one malformed zone. */
    static List<Interval> zones(JsonNode node) {
        List<Interval> zones = new ArrayList<>();
        if (node.isNull()) {
            throw new PublishedRefusal("TypeError", "the zones are null");
        }
        if (node.isString()) {
            for (int i = 0;
                    i < node.asString().codePointCount(0, node.asString().length());
                    i++) {
                zones.add(MALFORMED);
            }
            return zones;
        }
        for (JsonNode zone : node) {
            zones.add(zone(zone));
        }
        return zones;
    }

    private static Interval zone(JsonNode zone) {
        if (zone.isObject()) {
            if (!zone.has("lo") || !zone.has("hi")) {
                throw new PublishedRefusal("KeyError", "a zone lacks lo or hi");
            }
            return new Interval(PythonValue.number(zone.path("lo")), PythonValue.number(zone.path("hi")));
        }
        return zone.isArray() && zone.size() >= 2
                ? new Interval(PythonValue.number(zone.path(0)), PythonValue.number(zone.path(1)))
                : MALFORMED;
    }

    private static Map<String, Object> levels(Levels levels) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("zones_support", pairs(levels.support()));
        tree.put("zones_resist", pairs(levels.resistance()));
        return tree;
    }

    private static List<List<Double>> pairs(List<Interval> zones) {
        List<List<Double>> pairs = new ArrayList<>();
        for (Interval zone : zones) {
            pairs.add(zone.equals(MALFORMED) ? List.of(0.0, 0.0) : List.of(zone.lo(), zone.hi()));
        }
        return pairs;
    }
}
