package dev.barque.backtest.report;

import java.time.ZoneId;
import java.util.Objects;

/**
 * What a report says about itself.
 *
 * @param title its heading, such as {@code SPY, three days in October}
 * @param provenance where the data comes from and by which code it was replayed, in a sentence or two for people; may be empty
 * @param zone the exchange's: the report tells times in it, and in UTC beside
 */
public record ReportTitle(String title, String provenance, ZoneId zone) {
    /** Nulls are refused. */
    public ReportTitle {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(zone, "zone");
    }
}
