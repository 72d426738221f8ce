package dev.barque.core.market;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;

/**
 * The name of an instrument as its venue or vendor writes it: 1 to 64 printable characters, case-sensitive, kept as given
 * ({@code BRK.A}, {@code ES=F}, {@code BTC/USDT}, {@code brk.a} are four symbols).
 *
 * <p>A blank at either end, a control character, a format character, a lone surrogate or an unassigned code point is
 * refused: none of them can be seen, so none can be told apart by the person who reads a report.
 *
 * @param value the name
 */
public record Symbol(String value) implements Comparable<Symbol> {
    private static final int MAX_LENGTH = 64;

    /** Checks the name; throws {@link BarqueException} with code {@code core.bad-symbol}. */
    public Symbol {
        String problem = problemWith(value);
        if (problem != null) {
            throw new BarqueException(
                    "core.bad-symbol",
                    Concern.CALLER,
                    "Cannot use " + quoted(value) + " as a symbol: " + problem + ". Expected 1 to " + MAX_LENGTH
                            + " printable characters such as SPY, BRK.A or BTC/USDT.");
        }
    }

    /** The symbol of this name. */
    public static Symbol of(String value) {
        return new Symbol(value);
    }

    @Override
    public int compareTo(Symbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static @org.jspecify.annotations.Nullable String problemWith(String value) {
        if (value.isEmpty()) {
            return "it is empty";
        }
        int length = value.codePointCount(0, value.length());
        if (length > MAX_LENGTH) {
            return "it has " + length + " characters";
        }
        if (value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
            return "it begins or ends with a blank";
        }
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            int codePoint = value.codePointAt(i);
            if (!isPrintable(codePoint)) {
                return String.format("U+%04X at position %d is not printable", codePoint, i);
            }
        }
        return null;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }

    private static String quoted(String value) {
        StringBuilder out = new StringBuilder("'");
        value.codePoints()
                .limit(MAX_LENGTH + 1L)
                .forEach(c -> out.append(isPrintable(c) ? Character.toString(c) : String.format("\\u%04X", c)));
        return out.append('\'').toString();
    }
}
