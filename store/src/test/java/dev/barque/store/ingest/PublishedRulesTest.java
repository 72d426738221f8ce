package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.store.l1.L1Record;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recorded cases of the published {@code transform_record} (l1_transform.jsonl, made by running it), and what the
 * cases leave open.
 */
class PublishedRulesTest {
    /** Which of Python's exceptions the published code raises where ours has this code. */
    private static final Map<String, String> PYTHON = Map.of(
            "ingest.missing-symbol", "ValueError",
            "ingest.missing-time", "AttributeError",
            "ingest.not-text", "AttributeError",
            "ingest.bad-time", "ValueError",
            "ingest.time-overflow", "OverflowError",
            "ingest.bad-number", "ValueError",
            "ingest.not-a-number", "TypeError",
            "ingest.number-overflow", "OverflowError");

    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    List<DynamicTest> agrees_with_the_recorded_cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PublishedRulesTest.class.getResourceAsStream("l1_transform.jsonl")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode recorded = JSON.readTree(line);
                if (!recorded.path("note").asString("").startsWith("not to be compared")) {
                    tests.add(DynamicTest.dynamicTest(
                            recorded.get("id").asString() + " " + recorded.get("tags"), () -> check(recorded)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(90);
        return tests;
    }

    private static void check(JsonNode recorded) {
        JsonNode args = recorded.get("args");
        Map<String, Object> raw = new LinkedHashMap<>();
        args.get("raw").properties().forEach(field -> raw.put(field.getKey(), value(field.getValue())));
        String source = args.path("source").asString("vendor.demo");
        if (recorded.has("raises")) {
            String expected = recorded.get("raises").asString();
            try {
                L1Record given = RecordNormalizer.published().normalize(raw, "mem://1", source);
                throw new AssertionError("expected " + expected + " but got " + given);
            } catch (BarqueException e) {
                assertThat(PYTHON.get(e.code())).as(e.toString()).isEqualTo(expected.split(":", 2)[0]);
            }
            return;
        }
        JsonNode output = recorded.get("output");
        L1Record record =
                RecordNormalizer.published().normalize(raw, args.get("raw_ref").asString(), source);
        assertThat(record.symbol()).isEqualTo(output.get("symbol").asString());
        assertThat(record.time())
                .isEqualTo(LocalDateTime.parse(output.get("t_event").asString()).toInstant(ZoneOffset.UTC));
        assertThat(record.source()).isEqualTo(output.get("source").asString());
        assertThat(record.rawRef()).isEqualTo(output.get("raw_ref").asString());
        assertThat(record.unitsNormalized())
                .isEqualTo(output.get("units_normalized").asBoolean());
        same("price", record.price(), output);
        same("volume", record.volume(), output);
        same("dollar_volume", record.dollarVolume(), output);
        same("iv_dec", record.ivDecimal(), output);
        same("oi", record.openInterest(), output);
    }

    private static void same(String field, @Nullable Number found, JsonNode output) {
        Object expected = value(output.get(field));
        if (expected == null || found == null) {
            assertThat(found).as(field).isEqualTo(expected);
        } else {
            assertThat((Double) found.doubleValue()).as(field).isEqualTo((Double) ((Number) expected).doubleValue());
        }
    }

    /** What a value of the recording stands for; numbers that JSON does not have are words there. */
    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.asLong() : node.bigIntegerValue();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isArray()) {
            return List.of();
        }
        if (node.isObject()) {
            String time = node.get("__datetime__").asString();
            return time.contains("+") || time.lastIndexOf('-') > 10
                    ? (Object) OffsetDateTime.parse(time)
                    : LocalDateTime.parse(time);
        }
        return switch (node.asString()) {
            case "NaN" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> node.asString();
        };
    }

    @Test
    void both_aliases_lead_to_the_same_symbol() {
        assertThat(published("symbol", "spdr-s&p500").symbol()).isEqualTo("SPY");
        assertThat(published("symbol", " spy.p\u00a0").symbol()).isEqualTo("SPY");
    }

    @Test
    void after_2037_new_york_has_standard_time_all_year_as_the_published_zone_table_ends_there() {
        assertThat(published("t", "2040-07-01T09:31:00").time())
                .isEqualTo(LocalDateTime.parse("2040-07-01T14:31").toInstant(ZoneOffset.UTC));
    }

    @Test
    void a_time_beyond_year_9999_is_an_overflow() {
        assertThat(code("t", "9999-12-31T23:00:00")).isEqualTo("ingest.time-overflow");
        assertThat(code("t", "0001-01-01T00:00:00+14:00")).isEqualTo("ingest.time-overflow");
    }

    @Test
    void numbers_too_large_for_their_type_are_overflows() {
        assertThat(code("price", new java.math.BigInteger("1" + "0".repeat(400))))
                .isEqualTo("ingest.number-overflow");
        assertThat(code("oi", Double.NEGATIVE_INFINITY)).isEqualTo("ingest.number-overflow");
        assertThat(code("oi", new java.math.BigDecimal("1e999999999"))).isEqualTo("ingest.number-overflow");
        assertThat(code("oi", Double.NaN)).isEqualTo("ingest.bad-number");
        assertThat(code("price", List.of(1))).isEqualTo("ingest.not-a-number");
    }

    @Test
    void text_is_read_as_python_reads_it() {
        assertThat(published("price", " 4_51.62\n").price()).isEqualTo(451.62);
        assertThat(published("price", "\u0664\u0665").price()).isEqualTo(45.0);
        assertThat(published("price", "-Infinity").price()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(published("oi", " +1_000 ").openInterest()).isEqualTo(1000L);
        assertThat(published("oi", 12.9).openInterest()).isEqualTo(12L);
        for (String wrong : List.of("1d", "0x1p3", "1,000", "_1", "1_", "1__0", "1_.5", ".", "e5", "")) {
            assertThat(code("price", wrong)).as(wrong).isEqualTo("ingest.bad-number");
        }
    }

    @Test
    void a_volume_of_zero_is_overwritten_which_is_the_published_fault() {
        Map<String, Object> raw = new LinkedHashMap<>(record());
        raw.put("volume", 0L);
        raw.put("dollar_volume", 451620.0);

        assertThat(RecordNormalizer.published().normalize(raw, null, "test").volume())
                .isEqualTo(1000.0);
    }

    private static L1Record published(String field, Object value) {
        Map<String, Object> raw = new LinkedHashMap<>(record());
        raw.put(field, value);
        return RecordNormalizer.published().normalize(raw, null, "test");
    }

    private static String code(String field, Object value) {
        try {
            return "accepted as " + published(field, value);
        } catch (BarqueException e) {
            return e.code();
        }
    }

    private static Map<String, Object> record() {
        return Map.of("symbol", "SPY", "t", "2025-11-03T09:31:00", "price", 451.62);
    }
}
