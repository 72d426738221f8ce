package dev.barque.ops.checklist;

import dev.barque.ops.checklist.ChecklistItem.Look;
import dev.barque.ops.checklist.ChecklistItem.Maintain;
import dev.barque.ops.checklist.ChecklistItem.Person;
import dev.barque.ops.checklist.ChecklistItem.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the YAML of one checklist and gathers what is wrong with it. */
final class ChecklistReading {
    private static final Set<String> TOP = Set.of("name", "group", "items");
    private static final Set<String> KINDS = new TreeSet<>(Set.of("checks", "work", "task", "person"));

    private final List<String> problems = new ArrayList<>();

    private ChecklistReading() {}

    static Checklist of(String text, String source) {
        JsonNode tree;
        try {
            tree = YAMLMapper.builder(YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build())
                    .build()
                    .readTree(text);
        } catch (JacksonException e) {
            throw ChecklistErrors.invalid(
                    source, List.of("line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage()));
        }
        ChecklistReading reading = new ChecklistReading();
        Checklist list = reading.list(tree);
        if (list == null || !reading.problems.isEmpty()) {
            throw ChecklistErrors.invalid(source, reading.problems);
        }
        return list;
    }

    private @Nullable Checklist list(JsonNode tree) {
        if (!tree.isObject()) {
            problems.add("it is no mapping with name, group and items");
            return null;
        }
        unknown("the list", tree, TOP);
        String name = text(tree, "name", "the list");
        String group = text(tree, "group", "the list");
        if (!tree.path("items").isArray() || tree.path("items").isEmpty()) {
            problems.add("the list: 'items' must be a sequence with at least one item");
            return null;
        }
        List<ChecklistItem> items = new ArrayList<>();
        int number = 0;
        for (JsonNode node : tree.path("items")) {
            ChecklistItem item = item(node, "item " + ++number);
            if (item != null) {
                items.add(item);
            }
        }
        try {
            return new Checklist(name, group, items);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable ChecklistItem item(JsonNode node, String number) {
        if (!node.isObject()) {
            problems.add(number + " is no mapping");
            return null;
        }
        String id = text(node, "id", number);
        String where = number + (id.isEmpty() ? "" : " (" + id + ")");
        String what = text(node, "what", where);
        Set<String> kinds = new TreeSet<>(KINDS);
        kinds.removeIf(kind -> !node.has(kind));
        if (kinds.size() != 1) {
            unknown(where, node, Set.of("id", "what", "checks", "work", "task", "settings", "person"));
            problems.add(where + " must have one of " + String.join(", ", KINDS) + " but has "
                    + (kinds.isEmpty() ? "none" : String.join(", ", kinds)));
            return null;
        }
        String kind = kinds.iterator().next();
        unknown(where, node, kind.equals("task") ? Set.of("id", "what", kind, "settings") : Set.of("id", "what", kind));
        try {
            return switch (kind) {
                case "checks" -> new Look(id, what, texts(node.path(kind), where));
                case "work" -> new Work(id, what, text(node, kind, where));
                case "task" -> new Maintain(id, what, text(node, kind, where), settings(node.path("settings"), where));
                default -> new Person(id, what, text(node, kind, where));
            };
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
            return null;
        }
    }

    private String text(JsonNode node, String key, String where) {
        JsonNode value = node.path(key);
        if (!value.isString() || value.asString().isBlank()) {
            problems.add(where + ": '" + key + "' must be a text" + (value.isMissingNode() ? " but is missing" : ""));
            return "";
        }
        return value.asString();
    }

    private Set<String> texts(JsonNode nodes, String where) {
        Set<String> texts = new LinkedHashSet<>();
        if (!nodes.isArray()) {
            problems.add(where + ": 'checks' must be a sequence of ids");
        }
        for (JsonNode one : nodes) {
            if (!one.isString()) {
                problems.add(where + ": '" + one + "' is no id of a check");
            } else {
                texts.add(one.asString());
            }
        }
        return texts;
    }

    private Map<String, String> settings(JsonNode node, String where) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!node.isMissingNode() && !node.isObject()) {
            problems.add(where + ": 'settings' must be a mapping");
        }
        node.properties().forEach(each -> {
            if (each.getValue().isValueNode()) {
                settings.put(each.getKey(), each.getValue().asString());
            } else {
                problems.add(where + ": the setting '" + each.getKey() + "' must be a text or a number");
            }
        });
        return settings;
    }

    private void unknown(String where, JsonNode node, Set<String> known) {
        node.propertyNames().forEach(name -> {
            if (!known.contains(name)) {
                problems.add(
                        where + ": '" + name + "' is not known; there are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }
}
