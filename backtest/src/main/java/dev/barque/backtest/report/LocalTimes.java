package dev.barque.backtest.report;

import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the exchange's clock shows them. */
final class LocalTimes {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    String text(Instant time) {
        var local = time.atZone(zone);
        return (local.getSecond() == 0 ? MINUTES : SECONDS).format(local);
    }

    /** The second of two times; its date is left out where it is that of the first. */
    String textAfter(Instant first, Instant second) {
        boolean sameDate =
                first.atZone(zone).toLocalDate().equals(second.atZone(zone).toLocalDate());
        return sameDate ? text(second).substring("yyyy-MM-dd ".length()) : text(second);
    }

    /** The date on which a bar was traded: the one that completes at midnight still belongs to the day before. */
    LocalDate tradingDate(long micros) {
        return UtcMicros.toInstant(micros - 1).atZone(zone).toLocalDate();
    }

    int offsetSeconds(long micros) {
        return zone.getRules().getOffset(UtcMicros.toInstant(micros)).getTotalSeconds();
    }
}
