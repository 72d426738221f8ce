package dev.barque.backtest.manifest;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Manifests as JSON: keys in a fixed order, ASCII only, one file or part on a line. Unknown keys are refused. */
final class ManifestJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ManifestJson() {}

    static String write(RunManifest manifest) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            text(json, "form", RunManifest.FORM);
            text(json, "result_sha256", manifest.resultDigest());
            text(json, "code_version", manifest.codeVersion());
            text(json, "java", manifest.java());
            text(json, "feature_set", manifest.featureSet());
            text(json, "feature_fingerprint", manifest.featureFingerprint());
            text(json, "calendar", manifest.calendar());
            text(json, "calendar_sha256", manifest.calendarDigest());
            line(json);
            json.writeNumberProperty("seed", manifest.seed());
            line(json);
            json.writeName("configuration");
            json.writeStartObject();
            for (Map.Entry<String, String> each : manifest.configuration().entrySet()) {
                text(json, each.getKey(), each.getValue());
            }
            json.writeEndObject();
            line(json);
            json.writeArrayPropertyStart("parts");
            for (PartUse part : manifest.parts()) {
                line(json);
                json.writeStartObject();
                json.writeStringProperty("kind", part.kind());
                json.writeStringProperty("id", part.id());
                json.writeStringProperty("version", part.version());
                json.writeStringProperty("sha256", part.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            line(json);
            json.writeArrayPropertyStart("inputs");
            for (InputFile input : manifest.inputs()) {
                line(json);
                json.writeStartObject();
                json.writeStringProperty("path", input.path());
                json.writeNumberProperty("bytes", input.bytes());
                json.writeStringProperty("sha256", input.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            line(json);
        }
        // The generator writes a comma only before what follows it; inside of texts there is no raw line end.
        return out.toString().replace("\n,", ",\n");
    }

    private static void text(JsonGenerator json, String name, String value) {
        line(json);
        json.writeStringProperty(name, value);
    }

    private static void line(JsonGenerator json) {
        json.writeRaw("\n");
    }

    static RunManifest read(String where, String text) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new Reader(where, json).manifest();
        } catch (JacksonException e) {
            throw ManifestErrors.unreadable(where, "it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads what {@link #write} writes, whatever the blanks and the order of keys. */
    private static final class Reader {
        private final String where;
        private final JsonParser json;
        private final Map<String, String> texts = new TreeMap<>();
        private final SortedMap<String, String> configuration = new TreeMap<>();
        private final List<PartUse> parts = new ArrayList<>();
        private final List<InputFile> inputs = new ArrayList<>();

        Reader(String where, JsonParser json) {
            this.where = where;
            this.json = json;
        }

        RunManifest manifest() {
            require(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "configuration" -> configuration.putAll(values(name, value));
                    case "parts" -> elements(name, value, of -> parts.add(part(of)));
                    case "inputs" -> elements(name, value, of -> inputs.add(input(of)));
                    default -> texts.put(name, scalar(name, value));
                }
            }
            String form = taken(texts, "form");
            require(form.equals(RunManifest.FORM), "its form is " + form);
            RunManifest read = new RunManifest(
                    taken(texts, "code_version"),
                    taken(texts, "java"),
                    inputs,
                    taken(texts, "feature_set"),
                    taken(texts, "feature_fingerprint"),
                    taken(texts, "calendar"),
                    taken(texts, "calendar_sha256"),
                    configuration,
                    parts,
                    whole(texts, "seed"),
                    taken(texts, "result_sha256"));
            requireNothingElse(texts);
            return read;
        }

        private PartUse part(Map<String, String> of) {
            return new PartUse(taken(of, "kind"), taken(of, "id"), taken(of, "version"), taken(of, "sha256"));
        }

        private InputFile input(Map<String, String> of) {
            return new InputFile(taken(of, "path"), whole(of, "bytes"), taken(of, "sha256"));
        }

        private void elements(String name, JsonToken value, Consumer<Map<String, String>> add) {
            require(value == JsonToken.START_ARRAY, name + " is no list");
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                Map<String, String> of = values(name, next);
                add.accept(of);
                requireNothingElse(of);
            }
        }

        private Map<String, String> values(String name, JsonToken value) {
            require(value == JsonToken.START_OBJECT, name + " holds something that is no object");
            Map<String, String> values = new TreeMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                values.put(key, scalar(key, json.nextToken()));
            }
            return values;
        }

        private String scalar(String name, JsonToken value) {
            require(
                    value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT,
                    name + " is neither a text nor a whole number");
            return json.getString();
        }

        private String taken(Map<String, String> from, String name) {
            String value = from.remove(name);
            if (value == null) {
                throw ManifestErrors.unreadable(where, "it lacks " + name, null);
            }
            return value;
        }

        private long whole(Map<String, String> from, String name) {
            String value = taken(from, name);
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw ManifestErrors.unreadable(where, name + " is " + value + " and no whole number", e);
            }
        }

        private void requireNothingElse(Map<String, String> left) {
            require(left.isEmpty(), "it holds " + String.join(", ", left.keySet()) + ", which nobody knows");
        }

        private void require(boolean fine, String otherwise) {
            if (!fine) {
                throw ManifestErrors.unreadable(where, otherwise, null);
            }
        }
    }
}
