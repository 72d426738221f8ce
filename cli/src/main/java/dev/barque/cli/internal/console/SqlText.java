package dev.barque.cli.internal.console;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of an SQL answer for people and for programs. */
public final class SqlText {
    /** Numbers between these are written without an exponent for people. */
    private static final double SMALLEST = 1e-6;

    private static final double LARGEST = 1e15;

    private SqlText() {}

    /** What fits into a cell of a table: one line, nothing that a terminal would obey, at most so many characters. */
    public static String cell(@Nullable Object value, int most) {
        StringBuilder out = new StringBuilder();
        String text = value instanceof Double number && Math.abs(number) >= SMALLEST && Math.abs(number) < LARGEST
                ? new BigDecimal(text(number)).toPlainString()
                : text(value);
        for (int i = 0; i < text.length() && out.length() <= most; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\\n");
            } else if (Character.isISOControl(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.length() <= most ? out.toString() : out.substring(0, most - 3) + "...";
    }

    /** On one line of a file: lists and groups as JSON; null stays null. */
    public static @Nullable Object field(@Nullable Object value) {
        return value == null ? null : text(value);
    }

    /** As JSON has it: times are texts, numbers that are not finite are null. */
    public static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Double number) {
            return JsonText.number(number);
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(json(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> object = JsonText.object();
            map.forEach((name, item) -> object.put(String.valueOf(name), json(item)));
            return object;
        }
        return value instanceof byte[] bytes ? hex(bytes) : value.toString();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof List || value instanceof Map) {
            return JsonText.line(Objects.requireNonNull(json(value)));
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return JsonText.line(number); // the JDK's own way of writing doubles changed with JDK 19
        }
        return value instanceof byte[] bytes ? hex(bytes) : String.valueOf(value);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
