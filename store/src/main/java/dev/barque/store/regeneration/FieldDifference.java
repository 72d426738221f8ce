package dev.barque.store.regeneration;

import dev.barque.core.market.Symbol;
import java.time.Instant;

/**
 * How far computed values of a feature are from those that were kept, over many rows.
 *
 * @param field its name; {@link #KNOWN_AT} for the time of knowledge, in seconds
 * @param rows in how many rows it differs
 * @param greatest the greatest difference between two finite numbers, or elements of two lists of one length, without sign;
 *     NaN when no numbers differ but texts, nulls, lengths, NaN or the infinities
 * @param symbol of the row with the greatest difference, of the first that differs when there is none
 * @param eventTime of that row
 */
public record FieldDifference(String field, long rows, double greatest, Symbol symbol, Instant eventTime) {
    /** Stands for the time of knowledge, which is no feature. */
    public static final String KNOWN_AT = "known_at";

    /** Both taken together. */
    FieldDifference and(FieldDifference other) {
        // The greater one says where; of equals the earlier row, so that the order of threads does not show.
        int order = Double.compare(size(), other.size());
        if (order == 0) {
            order = other.eventTime.compareTo(eventTime);
        }
        if (order == 0) {
            order = other.symbol.compareTo(symbol);
        }
        FieldDifference where = order >= 0 ? this : other;
        return new FieldDifference(field, rows + other.rows, where.greatest, where.symbol, where.eventTime);
    }

    private double size() {
        return Double.isNaN(greatest) ? -1 : greatest;
    }
}
