package dev.barque.store.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Time zones by name. */
final class ZoneNames {
    private ZoneNames() {}

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw IngestErrors.unknownZone(name, similar(name));
        }
    }

    /** Zones whose city is the one that was meant: {@code new york}, {@code US/NewYork} and {@code America/New-York}. */
    private static List<String> similar(String name) {
        String city = letters(name.substring(name.lastIndexOf('/') + 1));
        return city.length() < 3
                ? List.of()
                : ZoneId.getAvailableZoneIds().stream()
                        .filter(zone -> letters(zone.substring(zone.lastIndexOf('/') + 1))
                                .startsWith(city))
                        .sorted()
                        .limit(3)
                        .toList();
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
