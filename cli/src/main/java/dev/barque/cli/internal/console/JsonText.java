package dev.barque.cli.internal.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints: one document, ASCII only, so that no terminal or locale can spoil it. */
public final class JsonText {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final JsonMapper LINE = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build();

    private JsonText() {}

    /** An object whose keys stay in the order in which they are put. */
    public static Map<String, @Nullable Object> object() {
        return new LinkedHashMap<>();
    }

    /** A number, or null for what is none: JSON has no NaN. */
    public static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** JSON that another part of Barque has written, to be put into a larger document. */
    public static JsonNode parsed(String json) {
        return JSON.readTree(json);
    }

    /** A document on one line, in the characters that it has. */
    public static String line(Object tree) {
        return LINE.writeValueAsString(tree);
    }

    /** The document. */
    public static String of(Object tree) {
        return JSON.writeValueAsString(tree);
    }
}
