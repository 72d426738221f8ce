package dev.barque.core.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One case of a defect.
 *
 * @param date the date in the calendar's zone
 * @param time when the bar became complete, or should have
 * @param observed what was found, for people
 */
public record QualityExample(LocalDate date, Instant time, String observed) {
    /** Nulls are refused. */
    public QualityExample {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(observed, "observed");
    }
}
