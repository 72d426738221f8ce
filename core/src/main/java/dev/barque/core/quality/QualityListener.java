package dev.barque.core.quality;

import java.time.LocalDate;

/** Hears how far a check has come, after each date, on the thread that checks. */
@FunctionalInterface
public interface QualityListener {
    /** {@code done} dates of about {@code total} are done, {@code date} the last of them. */
    void progress(LocalDate date, long done, long total);
}
