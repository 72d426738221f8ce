package dev.barque.store.internal.feature;

import dev.barque.core.time.UtcMicros;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ISO time as the published system writes it: {@code 2025-11-05T09:30:00}, with or without a fraction, with or without an
 * offset or {@code Z}. Digits below the microsecond are cut.
 *
 * @param local date and time as written
 * @param offset as written; empty for a naive stamp
 * @param form what the stamp looks like, apart from its digits and the value of its offset
 */
record Stamp(LocalDateTime local, Optional<ZoneOffset> offset, Form form) {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ])(\\d{2}:\\d{2})(:\\d{2})?(\\.\\d{1,9})?"
                    + "(Z|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)?");

    /**
     * The form of a stamp.
     *
     * @param separator between date and time
     * @param seconds whether there are seconds
     * @param fraction whether they have a fraction
     * @param aware whether there is an offset
     */
    record Form(String separator, boolean seconds, boolean fraction, boolean aware) {
        @Override
        public String toString() {
            return (aware ? "with an offset" : "without an offset")
                    + (seconds ? fraction ? ", fractions of a second" : ", whole seconds" : ", no seconds")
                    + (separator.equals("T") ? "" : ", a blank before the time");
        }
    }

    /** Empty for anything else than such a time. */
    static Optional<Stamp> parse(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches() || (parts.group(4) == null && parts.group(5) != null)) {
            return Optional.empty();
        }
        try {
            String seconds = parts.group(4) == null ? "" : parts.group(4);
            String fraction = parts.group(5) == null ? "" : parts.group(5);
            LocalDateTime local = LocalDateTime.parse(parts.group(1) + "T" + parts.group(3) + seconds + fraction);
            Optional<ZoneOffset> offset = Optional.ofNullable(parts.group(6)).map(ZoneOffset::of);
            return Optional.of(new Stamp(
                    local,
                    offset,
                    new Form(parts.group(2), !seconds.isEmpty(), !fraction.isEmpty(), offset.isPresent())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The instant; a naive stamp is read in the zone. An hour that happens twice means the first, one that never happens is
     * read with the offset that holds after the gap, as the published system does.
     */
    long micros(ZoneId zone) {
        ZoneOffset at = offset.orElseGet(() -> {
            ZoneOffsetTransition transition = zone.getRules().getTransition(local);
            if (transition == null) {
                return zone.getRules().getOffset(local);
            }
            return transition.isGap() ? transition.getOffsetAfter() : transition.getOffsetBefore();
        });
        return UtcMicros.of(local.toInstant(at));
    }
}
