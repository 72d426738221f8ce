package dev.barque.store.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/decision-log.schema.json} is what the log writes. */
class DecisionSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FILE = Path.of("..", "docs", "decision-log.schema.json");

    @TempDir
    Path home;

    @Test
    void every_record_is_as_the_schema_says() throws IOException {
        JsonNode schema = JSON.readTree(FILE);
        List<String> lines = records();
        assertThat(lines).hasSize(1_000);
        for (String line : lines) {
            assertThat(new Check(schema).problems(JSON.readTree(line))).as(line).isEmpty();
        }
    }

    @Test
    void what_is_left_out_added_or_of_another_kind_is_not() throws IOException {
        JsonNode schema = JSON.readTree(FILE);
        String trade = records().stream()
                .filter(line -> line.contains("\"decision\":\"trade\"") && line.contains("\"equity\""))
                .findFirst()
                .orElseThrow();
        for (String[] change : new String[][] {
            {"\"schema\":1,", "\"schema\":2,"},
            {"\"schema\":1,", ""},
            {"\"decision\":\"trade\"", "\"decision\":\"no_trade\""},
            {"\"decision\":\"trade\"", "\"decision\":\"maybe\""},
            {"\"scores\":{", "\"scores\":{\"sideways\":1,"},
            {"\"equity\":", "\"wealth\":"},
            {"\"views\":[", "\"views\":[7,"},
            {"\"rationale\":{", "\"rationale\":{\"alignment\":7,\"was\":"},
            {"\"crc\":\"", "\"crc\":\"x"},
            {"\"time\":\"", "\"time\":\"on "},
        }) {
            String changed = trade.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertThat(changed).isNotEqualTo(trade);
            boolean refused;
            try {
                refused = !new Check(schema).problems(JSON.readTree(changed)).isEmpty();
            } catch (tools.jackson.core.JacksonException e) {
                refused = true;
            }
            assertThat(refused).as(change[0] + " becomes " + change[1]).isTrue();
        }
    }

    private List<String> records() throws IOException {
        RandomDecisions random = new RandomDecisions(9);
        Instant time = Instant.parse("2025-10-24T10:00:00Z");
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < 1_000; i++) {
                log.append(random.at(Symbol.of("SPY"), time.plusNanos(1_000L * i * i), "V1"));
            }
        }
        return Files.readAllLines(home.resolve("decisions/date=2025-10-24/decisions-000001.jsonl"));
    }

    /** As much of JSON Schema as the file uses; any other keyword is an error. */
    private static final class Check {
        private static final Set<String> KNOWN = Set.of(
                "$schema",
                "$defs",
                "$ref",
                "title",
                "type",
                "required",
                "properties",
                "additionalProperties",
                "items",
                "minItems",
                "maxItems",
                "minimum",
                "maximum",
                "enum",
                "const",
                "pattern",
                "anyOf",
                "oneOf");

        private final JsonNode root;

        Check(JsonNode root) {
            this.root = root;
        }

        List<String> problems(JsonNode value) {
            return problems(root, value, "");
        }

        private List<String> problems(JsonNode schema, JsonNode value, String path) {
            schema.propertyNames().forEach(name -> assertThat(KNOWN).contains(name));
            List<String> problems = new ArrayList<>();
            if (schema.has("$ref")) {
                String name = schema.get("$ref").asString().replace("#/$defs/", "");
                problems.addAll(problems(root.get("$defs").get(name), value, path));
            }
            if (schema.has("type") && !isOfType(schema.get("type"), value)) {
                problems.add(path + " is not " + schema.get("type"));
            }
            if (schema.has("const") && !schema.get("const").equals(value)) {
                problems.add(path + " is not " + schema.get("const"));
            }
            if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
                problems.add(path + " is none of " + schema.get("enum"));
            }
            if (value.isString()
                    && schema.has("pattern")
                    && !value.asString().matches(schema.get("pattern").asString())) {
                problems.add(path + " does not match");
            }
            if (value.isNumber() && !isBetween(schema, "minimum", value.doubleValue(), "maximum")) {
                problems.add(path + " is out of range");
            }
            if (value.isObject()) {
                object(schema, value, path, problems);
            }
            if (value.isArray()) {
                if (!isBetween(schema, "minItems", value.size(), "maxItems")) {
                    problems.add(path + " has " + value.size());
                }
                if (schema.has("items")) {
                    value.forEach(each -> problems.addAll(problems(schema.get("items"), each, path + "[]")));
                }
            }
            for (String of : new String[] {"anyOf", "oneOf"}) {
                if (schema.has(of)) {
                    long met = schema.get(of)
                            .valueStream()
                            .filter(each -> problems(each, value, path).isEmpty())
                            .count();
                    if (met == 0 || (met > 1 && of.equals("oneOf"))) {
                        problems.add(path + " meets " + met + " of " + of);
                    }
                }
            }
            return problems;
        }

        private static boolean isBetween(JsonNode schema, String least, double value, String most) {
            return value >= schema.path(least).asDouble(Double.NEGATIVE_INFINITY)
                    && value <= schema.path(most).asDouble(Double.POSITIVE_INFINITY);
        }

        private void object(JsonNode schema, JsonNode value, String path, List<String> problems) {
            if (schema.has("required")) {
                schema.get("required").forEach(name -> {
                    if (!value.has(name.asString())) {
                        problems.add(path + " lacks " + name);
                    }
                });
            }
            JsonNode properties = schema.path("properties");
            value.properties().forEach(field -> {
                if (properties.has(field.getKey())) {
                    problems.addAll(
                            problems(properties.get(field.getKey()), field.getValue(), path + "." + field.getKey()));
                } else if (schema.has("additionalProperties")) {
                    problems.add(path + " has " + field.getKey());
                }
            });
        }

        private static boolean isOfType(JsonNode type, JsonNode value) {
            if (type.isArray()) {
                return type.valueStream().anyMatch(each -> isOfType(each, value));
            }
            return switch (type.asString()) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isString();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "null" -> value.isNull();
                default -> throw new IllegalArgumentException(type.toString());
            };
        }
    }
}
