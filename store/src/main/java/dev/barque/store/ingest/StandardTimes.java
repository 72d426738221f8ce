package dev.barque.store.ingest;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.text.IsoTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times by the default rules: nothing is guessed.
 *
 * @param zone of times without an offset, null when not declared
 * @param repeatedHour which of two instants such a time means when there are two
 * @param epochUnit what a number counts, null when not declared
 */
record StandardTimes(
        @Nullable ZoneId zone,
        RepeatedHour repeatedHour,
        @Nullable EpochUnit epochUnit) {
    private static final String[] FIELDS = {"t", "timestamp", "time"};
    private static final int EPOCH_DIGITS = 30;

    /** The same with a declared zone. */
    StandardTimes withZone(ZoneId declared) {
        return new StandardTimes(declared, repeatedHour, epochUnit);
    }

    /** The same with a rule for the repeated hour. */
    StandardTimes withRepeatedHour(RepeatedHour rule) {
        return new StandardTimes(zone, rule, epochUnit);
    }

    /** The same with a declared unit of numbers. */
    StandardTimes withEpochUnit(EpochUnit unit) {
        return new StandardTimes(zone, repeatedHour, unit);
    }

    /** The time of a record in UTC microseconds. */
    long micros(Map<String, ?> raw) {
        for (String field : FIELDS) {
            Object value = raw.get(field);
            if (value != null && !(value instanceof String text && text.isBlank())) {
                return micros(field, value);
            }
        }
        throw IngestErrors.missingTime();
    }

    /** A time that stands in a field. */
    long micros(String field, Object value) {
        long micros = instant(field, value);
        if (micros < Stamps.YEAR_1 || micros >= Stamps.YEAR_10000) {
            throw IngestErrors.timeOverflow(value);
        }
        return micros;
    }

    private long instant(String field, Object value) {
        try {
            if (value instanceof String text) {
                return ofText(text.strip());
            }
            if (value instanceof Number number) {
                return ofNumber(number);
            }
            if (value instanceof LocalDateTime local) {
                return ofLocal(local, value);
            }
            if (value instanceof OffsetDateTime time) {
                return UtcMicros.of(time.toInstant());
            }
            if (value instanceof ZonedDateTime time) {
                return UtcMicros.of(time.toInstant());
            }
            if (value instanceof Instant time) {
                return UtcMicros.of(time);
            }
        } catch (ArithmeticException tooFar) {
            throw IngestErrors.timeOverflow(value);
        }
        throw IngestErrors.notText(field, value);
    }

    private long ofText(String text) {
        if (epochUnit != null && isNumber(text)) {
            return ofNumber(new BigDecimal(text));
        }
        IsoTime time = IsoTime.parse(text);
        if (time == null) {
            throw IngestErrors.badTime(text);
        }
        return time.aware()
                ? time.localMicros() - time.offsetMicros()
                : ofLocal(Stamps.local(time.localMicros()), text);
    }

    private long ofNumber(Number number) {
        if (epochUnit == null) {
            throw IngestErrors.undeclaredEpochUnit(number);
        }
        if (number instanceof Double real && !Double.isFinite(real)) {
            throw IngestErrors.badTime(number.toString());
        }
        BigDecimal count = new BigDecimal(number.toString());
        // A short text can name a number with a billion digits.
        if ((long) count.precision() - count.scale() > EPOCH_DIGITS) {
            throw IngestErrors.timeOverflow(number);
        }
        return count.multiply(BigDecimal.valueOf(epochUnit.nanos()))
                .movePointLeft(3)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    private long ofLocal(LocalDateTime local, Object given) {
        if (zone == null) {
            throw IngestErrors.undeclaredZone(given);
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw IngestErrors.springGap(
                    local, zone, zone.getRules().getTransition(local).getDateTimeAfter());
        }
        if (offsets.size() > 1 && repeatedHour == RepeatedHour.REFUSED) {
            throw IngestErrors.repeatedHour(local, zone);
        }
        ZoneOffset offset = offsets.get(repeatedHour == RepeatedHour.SECOND ? offsets.size() - 1 : 0);
        return UtcMicros.of(local.toInstant(offset));
    }

    private static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        boolean digit = false;
        boolean point = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !point && digit) {
                point = true;
            } else if (IsoTime.isDigit(c)) {
                digit = true;
            } else {
                return false;
            }
        }
        return digit && text.length() <= 40;
    }
}
