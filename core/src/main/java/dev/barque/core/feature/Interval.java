package dev.barque.core.feature;

/**
 * A closed interval such as a price zone.
 *
 * @param lo lower end
 * @param hi upper end; not checked against {@code lo}, because files of other systems hold what they hold
 */
public record Interval(double lo, double hi) {
    /** The point half-way. */
    public double middle() {
        return (lo + hi) / 2;
    }
}
