package dev.barque.core.market;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import dev.barque.core.internal.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The name of an instrument as its venue or vendor writes it: 1 to 64 printable characters, case-sensitive, kept as given
 * ({@code BRK.A}, {@code ES=F}, {@code BTC/USDT}, {@code brk.a} are four symbols).
 *
 * <p>A blank at either end, a blank other than the plain one, a control or format character, a line separator, a lone
 * surrogate, a private or unassigned code point and what Unicode draws as nothing are refused: none of them can be seen, so
 * none can be told apart by the person who reads a report.
 *
 * @param value the name
 */
public record Symbol(String value) implements Comparable<Symbol> {
    private static final int MAX_LENGTH = 64;

    /** Checks the name; throws {@link BarqueException} with code {@code core.bad-symbol}. */
    public Symbol {
        String problem = problemWith(value);
        if (problem != null) {
            throw CoreErrors.badSymbol(value, problem, MAX_LENGTH);
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

    private static @Nullable String problemWith(String value) {
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
            if (!Printable.is(codePoint)) {
                return String.format("U+%04X at position %d is not printable", codePoint, i);
            }
        }
        return null;
    }
}
