package dev.barque.backtest.report;

import java.io.StringWriter;
import java.io.Writer;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON whose bytes depend on nothing but its content: ASCII outside of texts, shortest numbers, null for what is not
 * a finite number. No text in it can end a script element, open a comment or break a line of JavaScript.
 */
final class Json {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().characterEscapes(new ScriptSafe()).build();

    private Json() {}

    static String write(Consumer<JsonGenerator> content) {
        StringWriter out = new StringWriter();
        write(out, content);
        return out.toString();
    }

    /** The same, as it comes about. */
    static void write(Writer to, Consumer<JsonGenerator> content) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), to)) {
            content.accept(json);
        }
    }

    static void number(JsonGenerator json, double value) {
        if (Double.isFinite(value)) {
            json.writeNumber(Numbers.exact(value));
        } else {
            json.writeNull();
        }
    }

    static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        number(json, value);
    }

    static void numbers(JsonGenerator json, String name, int size, IntToDoubleFunction value) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < size; i++) {
            number(json, value.applyAsDouble(i));
        }
        json.writeEndArray();
    }

    static void integers(JsonGenerator json, String name, int size, IntUnaryOperator value) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < size; i++) {
            json.writeNumber(value.applyAsInt(i));
        }
        json.writeEndArray();
    }

    /** Escapes what an HTML parser or an old JavaScript parser would act upon inside a script element. */
    private static final class ScriptSafe extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final SerializedString LINE = new SerializedString("\\u2028");
        private static final SerializedString PARAGRAPH = new SerializedString("\\u2029");

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&', '\''}) {
                codes[c] = ESCAPE_STANDARD;
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return switch (c) {
                case 0x2028 -> LINE;
                case 0x2029 -> PARAGRAPH;
                default -> null;
            };
        }
    }
}
