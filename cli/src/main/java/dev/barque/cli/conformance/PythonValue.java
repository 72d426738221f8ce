package dev.barque.cli.conformance;

import dev.barque.core.time.UtcMicros;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Values as the recordings write them: numbers that are not finite as text, times with or without an offset. */
final class PythonValue {
    /** Times without an offset are New York wall-clock times, as the published system means them. */
    static final ZoneId NAIVE_ZONE = ZoneId.of("America/New_York");

    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T[0-9:.]+)(Z|([+-])(\\d{2}):(\\d{2}))?");

    private PythonValue() {}

    /** A number, NaN for null and for "NaN". */
    static double number(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Double.NaN;
        }
        if (node.isString()) {
            return switch (node.asString()) {
                case "NaN" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> parse(node.asString());
            };
        }
        return node.doubleValue();
    }

    static boolean isNumber(JsonNode node) {
        return node.isNumber()
                || (node.isString()
                        && switch (node.asString()) {
                            case "NaN", "inf", "-inf" -> true;
                            default -> false;
                        });
    }

    /** A number, or a default where the key is absent; null is refused as the published system refuses it. */
    static double numberOr(JsonNode parent, String key, double whenAbsent) {
        JsonNode node = parent.path(key);
        if (node.isMissingNode()) {
            return whenAbsent;
        }
        if (node.isNull()) {
            throw new PublishedRefusal("TypeError", key + " is null");
        }
        return number(node);
    }

    /** Text where a number belongs: the published system takes what looks like one. */
    private static double parse(String text) {
        try {
            return Double.parseDouble(text.strip().replace("_", ""));
        } catch (NumberFormatException e) {
            throw new PublishedRefusal("ValueError", "'" + text + "' is not a number");
        }
    }

    /** Whether a time carries an offset. */
    static boolean isAware(String time) {
        Matcher parts = TIME.matcher(time);
        return parts.matches() && parts.group(2) != null;
    }

    /** The date as it is written, whatever the offset. */
    static java.time.LocalDate writtenDate(String time) {
        return java.time.LocalDate.parse(time.substring(0, 10));
    }

    /** UTC microseconds. Offsets may exceed the 18 hours that java.time allows. */
    static long micros(String time, ZoneId naiveZone) {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected an ISO time but found '" + time + "'");
        }
        LocalDateTime local = LocalDateTime.parse(parts.group(1));
        if (parts.group(2) == null) {
            return UtcMicros.of(local.atZone(naiveZone).toInstant());
        }
        long minutes = parts.group(2).equals("Z")
                ? 0
                : (Long.parseLong(parts.group(4)) * 60 + Long.parseLong(parts.group(5)))
                        * (parts.group(3).equals("-") ? -1 : 1);
        return UtcMicros.of(local.toInstant(ZoneOffset.UTC)) - minutes * UtcMicros.PER_MINUTE;
    }
}
