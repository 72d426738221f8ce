package dev.barque.store.internal.trial;

import dev.barque.core.error.BarqueException;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.store.internal.io.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One entry as a line of JSON. Its seal, the last field, is the SHA-256 of all bytes of the line before it; the seal of the entry
 * before it is one of them, so that a seal stands for all entries up to its own.
 *
 * @param entry what it says
 * @param previous seal of the entry before it
 */
public record TrialLine(TrialEntry entry, String previous) {
    /** What stands for the entry before the first one. */
    public static final String NOTHING = "0".repeat(64);

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String SEAL = ",\"seal\":\"";
    private static final int SEAL_BYTES = SEAL.length() + 64 + 2;

    /** A trial as it is entered, and its line with the line end. */
    public record Written(TrialEntry entry, String line) {
        /** The line in UTF-8, as it stands in the file. */
        public byte[] bytes() {
            return line.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Seals a trial. */
    public static Written write(long number, String previous, Trial trial) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            to.writeStartObject();
            to.writeNumberProperty("n", number);
            to.writeStringProperty("previous", previous);
            to.writeStringProperty("at", trial.at().toString());
            to.writeStringProperty("family", trial.family());
            to.writeStringProperty("name", trial.name());
            to.writeStringProperty("configuration", trial.configuration());
            to.writeStringProperty("from", trial.firstDate().toString());
            to.writeStringProperty("to", trial.lastDate().toString());
            to.writeStringProperty("result", trial.resultDigest());
            to.writeArrayPropertyStart("dates");
            for (LocalDate date : trial.returns().dates()) {
                to.writeString(date.toString());
            }
            to.writeEndArray();
            to.writeArrayPropertyStart("returns");
            for (double value : trial.returns().values()) {
                to.writeNumber(value);
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        byte[] open = Arrays.copyOf(out.toByteArray(), out.size() - 1); // without the brace that closes it
        String seal = Digest.sha256(open);
        String line = new String(open, StandardCharsets.UTF_8) + SEAL + seal + "\"}\n";
        return new Written(new TrialEntry(number, trial, seal), line);
    }

    /** A line without its end; IllegalArgumentException says what is wrong with it. */
    public static TrialLine read(byte[] line) {
        int open = line.length - SEAL_BYTES;
        if (open < 1) {
            throw new IllegalArgumentException("it is too short for an entry");
        }
        String end = new String(line, open, SEAL_BYTES, StandardCharsets.UTF_8);
        String seal = Digest.sha256(Arrays.copyOf(line, open));
        if (!end.equals(SEAL + seal + "\"}")) {
            throw new IllegalArgumentException("its bytes are not those that were sealed");
        }
        Map<String, Object> fields = parse(line);
        try {
            Trial trial = new Trial(
                    Instant.parse(text(fields, "at")),
                    text(fields, "family"),
                    text(fields, "name"),
                    text(fields, "configuration"),
                    LocalDate.parse(text(fields, "from")),
                    LocalDate.parse(text(fields, "to")),
                    text(fields, "result"),
                    new Trial.Returns(
                            strings(fields, "dates").stream()
                                    .map(LocalDate::parse)
                                    .toList(),
                            numbers(fields, "returns")));
            if (!(fields.get("n") instanceof Long number)) {
                throw new IllegalArgumentException("it has no number");
            }
            return new TrialLine(new TrialEntry(number, trial, seal), text(fields, "previous"));
        } catch (DateTimeException | BarqueException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Map<String, Object> parse(byte[] line) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            Map<String, Object> fields = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> throw new IllegalArgumentException("it has " + parser.currentToken() + " as a value");
        };
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no text '" + name + "'");
    }

    private static List<String> strings(Map<String, Object> fields, String name) {
        List<String> strings = new ArrayList<>();
        for (Object each : list(fields, name)) {
            if (!(each instanceof String text)) {
                throw new IllegalArgumentException("its '" + name + "' are not texts");
            }
            strings.add(text);
        }
        return strings;
    }

    private static List<Double> numbers(Map<String, Object> fields, String name) {
        List<Double> numbers = new ArrayList<>();
        for (Object each : list(fields, name)) {
            if (!(each instanceof Number number)) {
                throw new IllegalArgumentException("its '" + name + "' are not numbers");
            }
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    private static List<?> list(Map<String, Object> fields, String name) {
        @Nullable Object value = fields.get(name);
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("it has no list '" + name + "'");
    }
}
