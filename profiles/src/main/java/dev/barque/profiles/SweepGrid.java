package dev.barque.profiles;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which settings a sweep tries.
 *
 * @param vary for each key its values as texts, in the order of the file; at least one of each
 * @param random how many combinations are drawn; empty for all of them
 * @param seed of the draw; empty when the file says none
 */
public record SweepGrid(Map<String, List<String>> vary, OptionalInt random, OptionalLong seed) {
    /** Copies, and keeps the order. */
    public SweepGrid {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        vary.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        vary = Collections.unmodifiableMap(copy);
    }
}
