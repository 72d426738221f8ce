package dev.barque.store.ingest;

import dev.barque.store.internal.text.TextNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers out of a raw record, converted as the published ingest converts them. */
final class RawNumbers {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private static final int LONG_DIGITS = 20;

    private RawNumbers() {}

    /** A real number, or null when the record gives none. Truth counts as 1, text is read as a number. */
    static @Nullable Double real(Map<String, ?> raw, String field) {
        Object value = raw.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof String text) {
            Double number = TextNumbers.real(text);
            if (number == null) {
                throw IngestErrors.badNumber(field, value, "a number");
            }
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (Double.isInfinite(real) && (value instanceof BigInteger || value instanceof BigDecimal)) {
                throw IngestErrors.numberOverflow(field, value);
            }
            return real;
        }
        throw IngestErrors.notANumber(field, value);
    }

    /** A whole number, or null when the record gives none. A fraction is cut off, in text it is refused. */
    static @Nullable Long whole(Map<String, ?> raw, String field) {
        Object value = raw.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return inRange(field, value, wholeOf(field, value));
    }

    private static BigInteger wholeOf(String field, Object value) {
        if (value instanceof String text) {
            BigInteger number = TextNumbers.whole(text);
            if (number == null) {
                throw IngestErrors.badNumber(field, value, "a whole number");
            }
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (value instanceof BigInteger number) {
            return number;
        }
        if (value instanceof BigDecimal number) {
            // A short text can name a number with a billion digits.
            if ((long) number.precision() - number.scale() > LONG_DIGITS) {
                throw IngestErrors.numberOverflow(field, value);
            }
            return number.toBigInteger();
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (Double.isNaN(real)) {
                throw IngestErrors.badNumber(field, value, "a whole number");
            }
            if (Double.isInfinite(real)) {
                throw IngestErrors.numberOverflow(field, value);
            }
            return new BigDecimal(real).toBigInteger();
        }
        throw IngestErrors.notANumber(field, value);
    }

    private static Long inRange(String field, Object value, BigInteger number) {
        if (number.compareTo(LONG_MIN) < 0 || number.compareTo(LONG_MAX) > 0) {
            throw IngestErrors.numberOverflow(field, value);
        }
        return number.longValue();
    }
}
