package dev.barque.store.internal.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** One object of JSON as maps, lists, texts, longs, doubles and booleans; whoever asks says what has to be there. */
final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String path;
    private final Map<String, @Nullable Object> fields;

    private JsonTree(String path, Map<String, @Nullable Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** Of bytes in UTF-8; IllegalArgumentException says what is wrong with them. */
    static JsonTree of(byte[] bytes, int from, int length) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            Map<String, @Nullable Object> fields = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return new JsonTree("", fields);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (fields.containsKey(name)) {
                throw new IllegalArgumentException("it has '" + name + "' twice");
            }
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("it has " + parser.currentToken() + " as a value");
        };
    }

    String text(String name) {
        return as(String.class, name, "a text");
    }

    long integer(String name) {
        return as(Long.class, name, "a whole number");
    }

    boolean truth(String name) {
        return as(Boolean.class, name, "true or false");
    }

    double number(String name) {
        return number(fields.get(name), name);
    }

    JsonTree object(String name) {
        return findObject(name, as(Map.class, name, "an object"));
    }

    /** The object, or null for null; a missing one is refused. */
    @Nullable
    JsonTree objectOrNull(String name) {
        if (fields.containsKey(name) && fields.get(name) == null) {
            return null;
        }
        return object(name);
    }

    List<JsonTree> objects(String name) {
        List<JsonTree> objects = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof Map<?, ?>)) {
                throw wrong(name, "objects", each);
            }
            objects.add(findObject(name + "[" + objects.size() + "]", each));
        }
        return objects;
    }

    /** Pairs of numbers. */
    List<double[]> pairs(String name) {
        List<double[]> pairs = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof List<?> pair) || pair.size() != 2) {
                throw wrong(name, "pairs of numbers", each);
            }
            pairs.add(new double[] {number(pair.get(0), name), number(pair.get(1), name)});
        }
        return pairs;
    }

    @SuppressWarnings("unchecked") // made by object() above
    private JsonTree findObject(String name, Object map) {
        return new JsonTree(path + name + ".", (Map<String, @Nullable Object>) map);
    }

    private List<?> list(String name) {
        return as(List.class, name, "a list");
    }

    private double number(@Nullable Object value, String name) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("NaN".equals(value)) {
            return Double.NaN;
        }
        if ("Infinity".equals(value)) {
            return Double.POSITIVE_INFINITY;
        }
        if ("-Infinity".equals(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        throw wrong(name, "a number", value);
    }

    private <T> T as(Class<T> type, String name, String expected) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw wrong(name, expected, value);
        }
        return type.cast(value);
    }

    private IllegalArgumentException wrong(String name, String expected, @Nullable Object found) {
        return new IllegalArgumentException("'" + path + name + "' should be " + expected
                + (fields.containsKey(name) ? " but is " + found : " but is missing"));
    }
}
