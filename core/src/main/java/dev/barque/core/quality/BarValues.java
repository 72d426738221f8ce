package dev.barque.core.quality;

import dev.barque.core.market.Bars;
import java.time.LocalDate;

/** Looks at the values of one bar by themselves, and at whether two bars are equal. */
final class BarValues {
    private final Tally tally;
    private final double tolerance;

    /** {@code tolerance} is relative to the price. */
    BarValues(Tally tally, double tolerance) {
        this.tally = tally;
        this.tolerance = tolerance;
    }

    void check(LocalDate date, Bars bars, int i) {
        double open = bars.open(i);
        double high = bars.high(i);
        double low = bars.low(i);
        double close = bars.close(i);
        if (Double.isNaN(close) && tally.add(Defect.MISSING_PRICE, date, 1)) {
            tally.example(Defect.MISSING_PRICE, date, bars.time(i), "no last price");
        }
        if ((isBadPrice(open) || isBadPrice(high) || isBadPrice(low) || isBadPrice(close))
                && tally.add(Defect.BAD_PRICE, date, 1)) {
            tally.example(Defect.BAD_PRICE, date, bars.time(i), prices(bars, i));
        }
        // Comparisons with NaN are false: what is unknown is not crossed.
        if ((isBelow(high, low)
                        || isBelow(high, open)
                        || isBelow(high, close)
                        || isBelow(open, low)
                        || isBelow(close, low))
                && tally.add(Defect.CROSSED, date, 1)) {
            tally.example(Defect.CROSSED, date, bars.time(i), prices(bars, i));
        }
        if ((isBadVolume(bars.volume(i)) || isBadVolume(bars.dollarVolume(i)))
                && tally.add(Defect.BAD_VOLUME, date, 1)) {
            tally.example(
                    Defect.BAD_VOLUME,
                    date,
                    bars.time(i),
                    "volume " + bars.volume(i) + ", dollar volume " + bars.dollarVolume(i));
        }
    }

    static boolean isPrice(double value) {
        return value > 0 && value <= Double.MAX_VALUE;
    }

    /** Whether two bars hold the same values; their times do not count. */
    static boolean same(Bars a, int i, Bars b, int j) {
        return same(a.close(i), b.close(j))
                && same(a.volume(i), b.volume(j))
                && same(a.open(i), b.open(j))
                && same(a.high(i), b.high(j))
                && same(a.low(i), b.low(j))
                && same(a.dollarVolume(i), b.dollarVolume(j));
    }

    static String prices(Bars bars, int i) {
        return "open " + bars.open(i) + ", high " + bars.high(i) + ", low " + bars.low(i) + ", close " + bars.close(i);
    }

    private static boolean same(double a, double b) {
        return Double.compare(a, b) == 0;
    }

    private static boolean isBadPrice(double value) {
        return !Double.isNaN(value) && !isPrice(value);
    }

    private static boolean isBadVolume(double value) {
        return value < 0 || value == Double.POSITIVE_INFINITY;
    }

    private boolean isBelow(double a, double b) {
        return b - a > tolerance * Math.abs(b);
    }
}
