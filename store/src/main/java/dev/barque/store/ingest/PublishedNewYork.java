package dev.barque.store.ingest;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * New York as the published system saw it: it knew only the 32-bit table of the zone, hence local mean time before
 * 1901-12-13 and standard time all year after 2037; a time in the spring gap is read with the summer offset, one of the
 * repeated hour with the first, which is the summer offset too.
 */
final class PublishedNewYork {
    private static final ZoneRules RULES = ZoneId.of("America/New_York").getRules();
    private static final ZoneOffset LOCAL_MEAN = ZoneOffset.ofHoursMinutesSeconds(-4, -56, -2);
    private static final ZoneOffset STANDARD = ZoneOffset.ofHours(-5);
    private static final LocalDateTime FIRST_KNOWN = LocalDateTime.of(1901, 12, 13, 15, 45, 52);
    private static final int LAST_KNOWN_YEAR = 2037;

    private PublishedNewYork() {}

    static ZoneOffset offset(LocalDateTime local) {
        if (local.isBefore(FIRST_KNOWN)) {
            return LOCAL_MEAN;
        }
        if (local.getYear() > LAST_KNOWN_YEAR) {
            return STANDARD;
        }
        List<ZoneOffset> valid = RULES.getValidOffsets(local);
        if (!valid.isEmpty()) {
            return valid.get(0);
        }
        ZoneOffsetTransition gap = RULES.getTransition(local);
        return gap.getOffsetAfter();
    }
}
