package dev.barque.store.ingest;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.store.internal.text.TextNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes values of foreign tables as features. Whole numbers and doubles stand in for each other where no value changes. */
final class FeatureValues {
    private static final double EXACT = 0x1p53;
    private static final int TEXT_OVERHEAD = 48;

    private FeatureValues() {}

    /** Sets a feature that is no list; returns about how many bytes of heap a text takes. */
    static long set(FeatureRow.Builder to, int field, FeatureField feature, Object value) {
        switch (feature.type()) {
            case FLOAT64 -> to.float64(field, real(feature, value));
            case INT64 -> {
                if (value instanceof Double number && number.isNaN()) {
                    return 0; // how pandas keeps whole numbers of which some are missing
                }
                to.int64(field, whole(feature, value));
            }
            case BOOL -> {
                if (!(value instanceof Boolean truth)) {
                    throw IngestErrors.wrongValue(feature, value);
                }
                to.bool(field, truth);
            }
            case STRING -> {
                if (!(value instanceof String text)) {
                    throw IngestErrors.wrongValue(feature, value);
                }
                to.string(field, text);
                return TEXT_OVERHEAD + 2L * text.length();
            }
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> throw new IllegalStateException("a list: " + feature);
        }
        return 0;
    }

    /** What the text of a CSV field means as a feature; null for an empty one. */
    static @Nullable Object parsed(FeatureField feature, String text) {
        if (text.isEmpty()) {
            return null;
        }
        Object value = switch (feature.type()) {
            case FLOAT64 -> TextNumbers.real(text);
            case INT64 -> {
                BigInteger whole = TextNumbers.whole(text);
                yield whole != null ? whole : TextNumbers.real(text);
            }
            case BOOL -> truth(text);
            case STRING -> text;
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> throw new IllegalStateException("a list: " + feature);
        };
        if (value == null) {
            throw IngestErrors.wrongValue(feature, text);
        }
        return value;
    }

    /** True or false in any case; null for other text. */
    static @Nullable Boolean truth(String text) {
        return switch (TextNumbers.strip(text).toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static double real(FeatureField feature, Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof BigDecimal number) {
            return number.doubleValue(); // the nearest: decimals are rarely doubles
        }
        if (value instanceof Number number && Math.abs(number.doubleValue()) <= EXACT) {
            return number.doubleValue();
        }
        throw IngestErrors.wrongValue(feature, value);
    }

    private static long whole(FeatureField feature, Object value) {
        try {
            if (value instanceof Long number) {
                return number;
            }
            if (value instanceof BigInteger number) {
                return number.longValueExact();
            }
            if (value instanceof BigDecimal number) {
                return number.longValueExact();
            }
            if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= EXACT) {
                return number.longValue();
            }
        } catch (ArithmeticException notWhole) {
            // refused below
        }
        throw IngestErrors.wrongValue(feature, value);
    }
}
