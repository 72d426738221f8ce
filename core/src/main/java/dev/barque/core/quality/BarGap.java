package dev.barque.core.quality;

import java.time.Instant;
import java.util.Objects;

/**
 * A stretch in which no bar is: some of one session, or sessions as a whole.
 *
 * @param first when the first missing bar should have been complete
 * @param last when the last one should have been
 * @param bars how many are missing; 0 where nobody says how long bars last
 * @param sessions 0 for a part of a session, else how many sessions are missing as a whole
 */
public record BarGap(Instant first, Instant last, long bars, int sessions) {
    /** Nulls and ends out of order are refused. */
    public BarGap {
        Objects.requireNonNull(last, "last");
        if (first.isAfter(last)) {
            throw new IllegalArgumentException("A gap must not end before it begins, but " + first + " to " + last);
        }
    }
}
