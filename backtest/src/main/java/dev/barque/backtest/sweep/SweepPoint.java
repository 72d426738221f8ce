package dev.barque.backtest.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One value for each setting that is varied.
 *
 * @param settings by name, in the order of the axes
 */
public record SweepPoint(Map<String, String> settings) {
    /** Copies, and keeps the order. */
    public SweepPoint {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** For people, such as {@code edge=1.2 threshold=0.55}; {@code as it is} where nothing is varied. */
    public String text() {
        return settings.isEmpty()
                ? "as it is"
                : settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
    }
}
