package dev.barque.cli.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares a recorded value with ours: numbers within 1e-9 relative, with an absolute floor of 1e-12 except for ratios that
 * are themselves that small; text, counts, lengths and null-ness exactly.
 */
final class Difference {
    private static final double RELATIVE = 1e-9;
    private static final double FLOOR = 1e-12;
    /** Quantities whose ordinary size is below the floor. */
    private static final Set<String> WITHOUT_FLOOR = Set.of("amihud", "lambda_impact", "gamma");

    private final Set<String> notCompared;

    Difference(Set<String> notCompared) {
        this.notCompared = notCompared;
    }

    static Difference everywhere() {
        return new Difference(Set.of());
    }

    /** The first difference below a path, or empty. What we have are maps, lists, numbers, texts, booleans and null. */
    Optional<String> between(String path, JsonNode expected, @Nullable Object found) {
        if (notCompared.contains(path)) {
            return Optional.empty();
        }
        if (expected.isNull() || found == null) {
            return expected.isNull() && found == null ? Optional.empty() : report(path, expected, found);
        }
        if (found instanceof Map<?, ?> map) {
            return expected.isObject() ? betweenObjects(path, expected, map) : report(path, expected, found);
        }
        if (found instanceof List<?> list) {
            return expected.isArray() ? betweenLists(path, expected, list) : report(path, expected, found);
        }
        if (found instanceof Number number) {
            return PythonValue.isNumber(expected) && close(path, PythonValue.number(expected), number.doubleValue())
                    ? Optional.empty()
                    : report(path, expected, found);
        }
        if (found instanceof Boolean flag) {
            return expected.isBoolean() && expected.booleanValue() == flag
                    ? Optional.empty()
                    : report(path, expected, found);
        }
        return expected.isString() && expected.asString().equals(found)
                ? Optional.empty()
                : report(path, expected, found);
    }

    private Optional<String> betweenObjects(String path, JsonNode expected, Map<?, ?> found) {
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (!found.containsKey(entry.getKey())) {
                if (notCompared.contains(at)) {
                    continue;
                }
                return Optional.of(at + ": expected " + entry.getValue() + " but found nothing");
            }
            Optional<String> difference = between(at, entry.getValue(), found.get(entry.getKey()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (Object key : found.keySet()) {
            if (!expected.has(String.valueOf(key))) {
                return Optional.of(path + "." + key + ": expected nothing but found " + found.get(key));
            }
        }
        return Optional.empty();
    }

    private Optional<String> betweenLists(String path, JsonNode expected, List<?> found) {
        if (expected.size() != found.size()) {
            return Optional.of(path + ": expected " + expected.size() + " elements but found " + found.size());
        }
        for (int i = 0; i < found.size(); i++) {
            Optional<String> difference = between(path + "[" + i + "]", expected.get(i), found.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static boolean close(String path, double expected, double found) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, found) == 0;
        }
        double off = Math.abs(expected - found);
        String name = path.substring(path.lastIndexOf('.') + 1);
        double floor = WITHOUT_FLOOR.contains(name) ? 0 : FLOOR;
        return off <= Math.max(floor, RELATIVE * Math.max(Math.abs(expected), Math.abs(found)));
    }

    private static Optional<String> report(String path, JsonNode expected, @Nullable Object found) {
        return Optional.of(path + ": expected " + expected + " but found " + found);
    }
}
