package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instants as people write them on a command line. */
public final class Moment {
    private Moment() {}

    /** An ISO time with an offset, or a local one of a zone; what is neither or is ambiguous is refused. */
    public static Instant parse(String option, String text, @Nullable ZoneId zone) {
        TemporalAccessor parsed;
        try {
            parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw CliErrors.badTime(option, text);
        }
        if (parsed instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        if (zone == null) {
            throw CliErrors.zonelessTime(option, text);
        }
        LocalDateTime local = (LocalDateTime) parsed;
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw CliErrors.ambiguousTime(option, text, zone.getId(), offsets.isEmpty());
        }
        return local.toInstant(offsets.get(0));
    }
}
