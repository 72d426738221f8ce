package dev.barque.cli.conformance;

import dev.barque.store.ingest.RecordNormalizer;
import dev.barque.store.l1.L1Record;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code l1_transform.jsonl}: one vendor record through the published normalisation. */
final class L1TransformCases extends JsonLines {
    private static final String DEFAULT_SOURCE = "vendor.demo";

    L1TransformCases() {
        super("l1_transform.jsonl");
    }

    @Override
    Outcome run(Path folder, String id, JsonNode record) {
        String note = record.path("note").asString("");
        if (note.startsWith("not to be compared")) {
            return Outcome.excluded(id, note);
        }
        JsonNode args = record.path("args");
        Map<String, @Nullable Object> raw = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : args.path("raw").properties()) {
            raw.put(field.getKey(), value(field.getValue()));
        }
        L1Record found;
        try {
            found = RecordNormalizer.published()
                    .normalize(
                            raw,
                            args.path("raw_ref").asString(),
                            args.path("source").asString(DEFAULT_SOURCE));
        } catch (RuntimeException e) {
            return Refusals.compare(id, record, e);
        }
        if (record.has("raises")) {
            return Refusals.answered(id, record);
        }
        Optional<String> difference =
                Difference.everywhere().between("", record.path("output"), tree(found, record.path("output")));
        return difference.map(d -> Outcome.failed(id, d)).orElseGet(() -> Outcome.passed(id));
    }

    private static Map<String, @Nullable Object> tree(L1Record found, JsonNode expected) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("symbol", found.symbol());
        tree.put("t_event", sameInstant(found, expected.path("t_event").asString("")));
        tree.put("source", found.source());
        tree.put("units_normalized", found.unitsNormalized());
        tree.put("price", found.price());
        tree.put("volume", found.volume());
        tree.put("dollar_volume", found.dollarVolume());
        tree.put("iv_dec", found.ivDecimal());
        tree.put("oi", found.openInterest());
        tree.put("raw_ref", found.rawRef());
        return tree;
    }

    /** The recorded text where it means the same instant: fractions of seconds can be written in more than one way. */
    private static String sameInstant(L1Record found, String expected) {
        LocalDateTime time = LocalDateTime.ofInstant(found.time(), ZoneOffset.UTC);
        try {
            return LocalDateTime.parse(expected).equals(time) ? expected : time.toString();
        } catch (java.time.format.DateTimeParseException e) {
            return time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        }
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isObject() && node.has("__datetime__")) {
            String time = node.path("__datetime__").asString();
            return PythonValue.isAware(time) ? (Object) OffsetDateTime.parse(time) : LocalDateTime.parse(time);
        }
        if (node.isArray() || node.isObject()) {
            return List.of();
        }
        return PythonValue.isNumber(node) ? PythonValue.number(node) : node.asString();
    }
}
