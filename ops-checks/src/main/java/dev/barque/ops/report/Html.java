package dev.barque.ops.report;

import java.util.Locale;

/** HTML as it grows: markup of ours, and texts of others. */
final class Html {
    private final StringBuilder out = new StringBuilder(8_192);

    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text between tags; what cannot be seen, or turns the direction of writing, is shown as a code. */
    Html text(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append((char) c);
                default -> {
                    if (isPlain(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\u%04X", c));
                    }
                }
            }
        });
        return this;
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
