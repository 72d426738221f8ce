package dev.barque.backtest.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Which settings are run. */
public final class SweepPlan {
    /** Runs of one sweep; as many again would not make its best any more believable. */
    private static final long MOST_RUNS = 100_000;

    private SweepPlan() {}

    /**
     * Every combination, the last axis varying fastest. Throws {@code sweep.bad-plan} for two axes of one name and for more than
     * 100,000 combinations.
     */
    public static List<SweepPoint> grid(List<Axis> axes) {
        long total = combinations(axes);
        if (total > MOST_RUNS) {
            throw SweepErrors.badPlan(
                    "a grid of " + axes.size() + " settings has "
                            + (total == Long.MAX_VALUE ? "a great many" : Long.toString(total)) + " combinations",
                    "Expected at most " + MOST_RUNS + "; give fewer values, or draw some at random.");
        }
        List<SweepPoint> points = new ArrayList<>();
        for (long index = 0; index < total; index++) {
            points.add(point(axes, index));
        }
        return List.copyOf(points);
    }

    /**
     * So many different combinations, drawn at random: the same for a seed on every JVM, and the whole {@link #grid} where there
     * are no more. Throws {@code sweep.bad-plan}.
     */
    public static List<SweepPoint> random(List<Axis> axes, int count, long seed) {
        if (count < 1 || count > MOST_RUNS) {
            throw SweepErrors.badPlan(
                    "it is to have " + count + " runs drawn at random", "Expected from 1 to " + MOST_RUNS + ".");
        }
        long total = combinations(axes);
        if (total <= count) {
            return grid(axes);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> drawn = new HashSet<>();
        List<SweepPoint> points = new ArrayList<>();
        while (points.size() < count) {
            long index = random.nextLong(total);
            if (drawn.add(index)) {
                points.add(point(axes, index));
            }
        }
        return List.copyOf(points);
    }

    private static long combinations(List<Axis> axes) {
        Set<String> names = new HashSet<>();
        long total = 1;
        for (Axis axis : axes) {
            if (!names.add(axis.name())) {
                throw SweepErrors.badPlan(
                        "it varies " + axis.name() + " twice", "Give all values of a setting in one place.");
            }
            int values = axis.values().size();
            total = total > Long.MAX_VALUE / values ? Long.MAX_VALUE : total * values;
        }
        return total;
    }

    private static SweepPoint point(List<Axis> axes, long index) {
        String[] chosen = new String[axes.size()];
        long left = index;
        for (int i = axes.size() - 1; i >= 0; i--) {
            List<String> values = axes.get(i).values();
            chosen[i] = values.get((int) (left % values.size()));
            left /= values.size();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            settings.put(axes.get(i).name(), chosen[i]);
        }
        return new SweepPoint(settings);
    }
}
