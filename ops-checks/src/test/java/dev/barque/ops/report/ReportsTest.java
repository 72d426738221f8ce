package dev.barque.ops.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckResult;
import dev.barque.ops.CheckState;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.RunnerState;
import dev.barque.ops.Verdict;
import dev.barque.ops.history.Uptime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOSTILE = "</style><script>alert(1)</script>\u001b[31m\u202e\"'&\u2028";

    @Test
    void json_begins_with_what_simple_monitors_want() {
        assertThat(HealthJson.of(report()))
                .startsWith("{\"status\":\"unhealthy\",\"timestamp\":\"2026-11-20T14:00:00Z\",\"version\":\"7.1\",");
    }

    @Test
    void json_is_as_the_schema_says_and_what_differs_is_not() throws IOException {
        JsonNode schema = JSON.readTree(Files.readString(Path.of("..", "docs", "health-report.schema.json")));
        String json = HealthJson.of(report(), Map.of("disk", uptime()));
        assertThat(Schema.problems(schema, json)).isEmpty();
        assertThat(Schema.problems(schema, HealthJson.of(of()))).isEmpty();

        for (String[] change : new String[][] {
            {"\"status\":\"unhealthy\"", "\"status\":\"UP\""},
            {"\"schema\":1", "\"schema\":2"},
            {"\"version\":\"7.1\",", ""},
            {"\"took_us\":", "\"took\":"},
            {"\"alarming\":true", "\"alarming\":1"},
            {"\"deadline_ms\":", "\"deadline_ms\":-"},
            {"\"timestamp\":\"2026", "\"timestamp\":\"26"},
            {"\"outages\":2,", ""},
            {"\"stuck\":[", "\"stuck\":[7,"},
        }) {
            String changed = json.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertThat(changed).as(change[0]).isNotEqualTo(json);
            assertThat(Schema.problems(schema, changed))
                    .as("%s becomes %s", change[0], change[1])
                    .isNotEmpty();
        }
    }

    @Test
    void json_is_ascii_and_keeps_every_character() {
        String json = HealthJson.of(of(state("x", new Verdict.Unknown(HOSTILE + "\ud83d\ude00"))));

        assertThat(json).matches("\\p{ASCII}*");
        assertThat(JSON.readTree(json).path("checks").path(0).path("text").asString())
                .isEqualTo(HOSTILE + "\ud83d\ude00");
    }

    @Test
    void the_text_has_a_line_for_each_check_and_says_what_to_do() {
        String text = HealthText.plain(report(), 100);

        assertThat(text.lines().limit(6).toList())
                .containsExactly(
                        "unhealthy  pre-market  2026-11-20 14:00:00 UTC  4 checks: 1 unhealthy, 2 unknown, 1 healthy",
                        "",
                        "healthy    clock     2.5 ms  All is well.",
                        "unhealthy  disk       12 ms  (flapping) /data: 0 bytes free, and 1 more",
                        "unknown    log            -  (explained by disk) Not run.",
                        "unknown    feed      2.5 ms  (in maintenance: The feed moves.) No answer.");
        assertThat(text)
                .contains("  /data: 0 bytes free; expected 1 GB\n    -> Delete old logs.\n")
                .contains("Still hanging: feed. Each keeps one of 128 threads.")
                .doesNotContain("\u001b");
        assertThat(text.indexOf("disk: Is there room?")).isLessThan(text.indexOf("feed: Is there room?"));
        assertThat(HealthText.coloured(report(), 100)).contains("\u001b[1;31munhealthy\u001b[0m");
    }

    @Test
    void no_text_of_a_check_commands_a_terminal() {
        assertThat(HealthText.plain(of(state("x", new Verdict.Unknown(HOSTILE))), 100))
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void lines_are_as_wide_as_the_terminal_at_most() {
        String text = HealthText.plain(of(state("x", new Verdict.Healthy("word ".repeat(100)))), 70);

        assertThat(text.lines().skip(2).limit(1)).allMatch(line -> line.length() == 70 && line.endsWith("..."));
    }

    @Test
    void the_page_needs_nothing_else_and_lets_no_text_break_out() {
        String page = HealthPage.of(of(state("x", new Verdict.Unknown(HOSTILE))));

        assertThat(page)
                .contains("default-src 'none'; style-src 'sha256-")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("\\u202E")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "http:", "\u202e", "\u001b");
    }

    @Test
    void the_page_opens_what_alarms_and_puts_it_first() {
        String page = HealthPage.of(report(), Map.of("disk", uptime()));

        assertThat(page)
                .containsSubsequence("id\">disk", "Delete old logs.", "id\">feed", "id\">clock")
                .contains("<details class=\"unhealthy\" open>")
                .contains("<details class=\"healthy\">")
                .contains("99.97 %", "2, the longest 5 min", "explained by disk", "in maintenance: The feed moves.");
        assertThat(page.split(" open>", -1)).hasSize(2);
    }

    /** Written where a browser can be pointed at it. */
    @Test
    void the_page_is_one_well_formed_file() throws IOException {
        Path file = Path.of("target", "health.html");
        Files.writeString(file, HealthPage.of(report(), Map.of("disk", uptime())));

        String page = Files.readString(file);
        for (String tag : List.of("details", "summary", "dl", "div", "dt", "dd", "p", "span", "svg")) {
            assertThat(page.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(page.split("</" + tag + ">", -1));
        }
    }

    private static HealthReport report() {
        CheckState disk = new CheckState(
                result(
                        "disk",
                        new Verdict.Unhealthy(List.of(
                                new Verdict.Finding("/data", "0 bytes free", "1 GB", "Delete old logs."),
                                new Verdict.Finding("/tmp", "0 inodes free", "some", "Delete old files."))),
                        Duration.ofMillis(12)),
                HealthStatus.UNHEALTHY,
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(HealthStatus.HEALTHY, HealthStatus.DEGRADED, HealthStatus.UNHEALTHY));
        CheckState log = new CheckState(
                result("log", new Verdict.Unknown("Not run."), Duration.ZERO),
                HealthStatus.UNKNOWN,
                Optional.of("disk"),
                Optional.empty(),
                false,
                List.of());
        CheckState feed = new CheckState(
                result("feed", new Verdict.Unknown("No answer."), Duration.ofNanos(2_500_000)),
                HealthStatus.UNKNOWN,
                Optional.empty(),
                Optional.of("The feed moves."),
                false,
                List.of());
        return new HealthReport(
                Optional.of("pre-market"),
                HealthStatus.UNHEALTHY,
                NOW,
                "7.1",
                List.of(state("clock", new Verdict.Healthy("All is well.")), disk, log, feed),
                new RunnerState(5, 128, List.of("feed"), 0, 0));
    }

    private static HealthReport of(CheckState... checks) {
        return new HealthReport(
                Optional.empty(),
                HealthStatus.UNKNOWN,
                NOW,
                "7.1",
                List.of(checks),
                new RunnerState(0, 128, List.of(), 0, 0));
    }

    private static CheckState state(String id, Verdict verdict) {
        return new CheckState(
                result(id, verdict, Duration.ofNanos(2_500_000)),
                HealthStatus.of(verdict),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(HealthStatus.of(verdict)));
    }

    private static CheckResult result(String id, Verdict verdict, Duration took) {
        return new CheckResult(
                new HealthCheck.Descriptor(
                        id,
                        "Is there room?",
                        Set.of(),
                        Duration.ofSeconds(5),
                        HealthCheck.Criticality.CRITICAL,
                        Set.of("host", "pre-market")),
                verdict,
                NOW,
                took,
                Optional.empty());
    }

    private static Uptime uptime() {
        Duration day = Duration.ofDays(1);
        return new Uptime(
                "disk",
                NOW.minus(day),
                NOW,
                day.minusSeconds(24),
                Duration.ZERO,
                Duration.ofSeconds(24),
                Duration.ZERO,
                Duration.ZERO,
                3,
                2,
                Duration.ofMinutes(5));
    }

    /** As much of JSON Schema as the file uses; any other keyword is an error. */
    private static final class Schema {
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
                "maxItems",
                "minimum",
                "enum",
                "const",
                "pattern");

        static List<String> problems(JsonNode schema, String json) {
            try {
                List<String> problems = new ArrayList<>();
                look(schema, schema, JSON.readTree(json), "", problems);
                return problems;
            } catch (tools.jackson.core.JacksonException e) {
                return List.of(e.toString());
            }
        }

        private static void look(JsonNode root, JsonNode schema, JsonNode value, String path, List<String> problems) {
            schema.propertyNames().forEach(name -> assertThat(KNOWN).contains(name));
            if (schema.has("$ref")) {
                String name = schema.get("$ref").asString().replace("#/$defs/", "");
                look(root, root.get("$defs").get(name), value, path, problems);
            }
            if (schema.has("type") && !isOf(schema.get("type"), value)) {
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
            if (value.isNumber() && value.doubleValue() < schema.path("minimum").asDouble(value.doubleValue())) {
                problems.add(path + " is too small");
            }
            if (value.isArray()) {
                if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
                    problems.add(path + " is too long");
                }
                value.forEach(each -> look(root, schema.get("items"), each, path + "[]", problems));
            }
            if (value.isObject()) {
                schema.path("required").forEach(name -> {
                    if (!value.has(name.asString())) {
                        problems.add(path + " lacks " + name);
                    }
                });
                value.properties().forEach(field -> {
                    if (schema.path("properties").has(field.getKey())) {
                        JsonNode own = schema.get("properties").get(field.getKey());
                        look(root, own, field.getValue(), path + "." + field.getKey(), problems);
                    } else {
                        problems.add(path + " has " + field.getKey());
                    }
                });
            }
        }

        private static boolean isOf(JsonNode type, JsonNode value) {
            if (type.isArray()) {
                return type.valueStream().anyMatch(each -> isOf(each, value));
            }
            return switch (type.asString()) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isString();
                case "integer" -> value.isIntegralNumber();
                case "boolean" -> value.isBoolean();
                case "null" -> value.isNull();
                default -> throw new IllegalArgumentException(type.toString());
            };
        }
    }
}
