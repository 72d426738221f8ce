package dev.barque.core.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists as a row keeps them, immutable: numbers in an array that nobody is handed, texts and intervals as the lists that readers
 * get. A list that says what that of the row before says, bit for bit, is that one.
 */
final class ListValues {
    private static final double[] NO_NUMBERS = {};

    private ListValues() {}

    /** Numbers, copied. */
    static double[] numbers(double[] values, @Nullable Object before) {
        if (values.length == 0) {
            return NO_NUMBERS;
        }
        return before instanceof double[] kept && same(kept, values) ? kept : values.clone();
    }

    private static boolean same(double[] kept, double[] values) {
        boolean same = kept.length == values.length;
        for (int i = 0; i < values.length && same; i++) {
            same = same(kept[i], values[i]);
        }
        return same;
    }

    private static boolean same(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    /** Intervals from lo, hi, lo, hi, ... in a part of an array, copied. */
    static List<Interval> intervals(double[] loHiPairs, int from, int to, @Nullable Object before) {
        if (before != null) {
            List<Interval> kept = intervals(before);
            if (same(kept, loHiPairs, from, to)) {
                return kept;
            }
        }
        return switch ((to - from) / 2) {
            case 0 -> List.of();
            case 1 -> List.of(interval(loHiPairs, from));
            case 2 -> List.of(interval(loHiPairs, from), interval(loHiPairs, from + 2));
            default -> {
                Interval[] intervals = new Interval[(to - from) / 2];
                for (int i = 0; i < intervals.length; i++) {
                    intervals[i] = interval(loHiPairs, from + 2 * i);
                }
                yield List.of(intervals);
            }
        };
    }

    private static Interval interval(double[] loHiPairs, int at) {
        return new Interval(loHiPairs[at], loHiPairs[at + 1]);
    }

    private static boolean same(List<Interval> kept, double[] loHiPairs, int from, int to) {
        boolean same = 2 * kept.size() == to - from;
        for (int i = 0; i < kept.size() && same; i++) {
            Interval interval = kept.get(i);
            same = same(interval.lo(), loHiPairs[from + 2 * i]) && same(interval.hi(), loHiPairs[from + 2 * i + 1]);
        }
        return same;
    }

    /** What stands in the place of an {@link FeatureType#INTERVAL_LIST}. */
    @SuppressWarnings("unchecked") // the schema has the type of each place
    static List<Interval> intervals(Object kept) {
        return (List<Interval>) kept;
    }

    /** What stands in the place of a {@link FeatureType#STRING_LIST}. */
    @SuppressWarnings("unchecked")
    static List<String> texts(Object kept) {
        return (List<String>) kept;
    }
}
