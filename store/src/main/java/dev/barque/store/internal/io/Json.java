package dev.barque.store.internal.io;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Small JSON documents as maps, lists, strings, longs and booleans: all that a manifest needs. Reports also have doubles, which
 * are written, null for what JSON has no number for, and not read back.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectWriteContext PRETTY = new ObjectWriteContext.Base() {
        @Override
        public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private Json() {}

    /** A document that is an object; IllegalArgumentException says what is wrong with any other. */
    public static Map<String, Object> parse(byte[] document) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The document of an object, indented. */
    public static byte[] write(Map<String, ?> object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(PRETTY, out)) {
            write(generator, object);
        }
        return out.toByteArray();
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (object.put(name, value(parser)) != null) {
                throw new IllegalArgumentException("it has '" + name + "' twice");
            }
        }
        return object;
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new IllegalArgumentException("it has " + parser.currentToken() + " where no such thing belongs");
        };
    }

    private static void write(JsonGenerator to, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            to.writeStartObject();
            map.forEach((name, item) -> {
                to.writeName(String.valueOf(name));
                write(to, item);
            });
            to.writeEndObject();
        } else if (value instanceof List<?> list) {
            to.writeStartArray();
            list.forEach(item -> write(to, item));
            to.writeEndArray();
        } else if (value instanceof String text) {
            to.writeString(text);
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                to.writeNumber(number);
            } else {
                to.writeNull();
            }
        } else if (value instanceof Number number) {
            to.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            to.writeBoolean(truth);
        } else {
            throw new IllegalArgumentException("Cannot write " + value + " as JSON");
        }
    }
}
