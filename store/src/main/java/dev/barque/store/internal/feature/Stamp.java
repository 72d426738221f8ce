package dev.barque.store.internal.feature;

import dev.barque.core.time.UtcMicros;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ISO time as the published system writes it: {@code 2025-11-05T09:30:00}, with or without a fraction, with or without an
 * offset or {@code Z}. Digits below the microsecond are cut.
 *
 * @param local date and time as written
 * @param offset seconds ahead of UTC, less than a day: more than a {@link ZoneOffset} can hold, since Python writes such
 *     stamps; empty for a naive one
 * @param form what the stamp looks like, apart from its digits and the value of its offset
 */
record Stamp(LocalDateTime local, OptionalInt offset, Form form) {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ])(\\d{2}:\\d{2})(:\\d{2})?(\\.\\d{1,9})?"
                    + "(Z|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)?");

    private static final DateTimeFormatter HHMMSS = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

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
            OptionalInt offset = parts.group(6) == null ? OptionalInt.empty() : OptionalInt.of(seconds(parts.group(6)));
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
        int ahead = offset.orElseGet(() -> {
            ZoneOffsetTransition transition = zone.getRules().getTransition(local);
            if (transition == null) {
                return zone.getRules().getOffset(local).getTotalSeconds();
            }
            return (transition.isGap() ? transition.getOffsetAfter() : transition.getOffsetBefore()).getTotalSeconds();
        });
        return UtcMicros.of(local.toInstant(ZoneOffset.UTC).minusSeconds(ahead));
    }

    /** Z, +HH, +HHMM, +HH:MM or one of these with seconds. */
    private static int seconds(String offset) {
        if (offset.equals("Z")) {
            return 0;
        }
        String digits = (offset.substring(1).replace(":", "") + "0000").substring(0, 6);
        LocalTime ahead = LocalTime.parse(digits, HHMMSS);
        return offset.startsWith("-") ? -ahead.toSecondOfDay() : ahead.toSecondOfDay();
    }
}
