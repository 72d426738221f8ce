package dev.barque.ops.checks.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What checks saw in earlier runs, in memory: some hundred values for each series. A full series keeps its span and drops
 * every other value. Safe for use by several threads.
 */
public final class Samples {
    private static final int MOST_VALUES = 512;
    private static final int MOST_SERIES = 256;

    private final Map<String, List<Sample>> series = new HashMap<>();

    /** Nothing yet. */
    public Samples() {}

    /**
     * Keeps a value and gives those of the last while up to it, the oldest first. A second value of one instant replaces
     * the first; values of later instants are dropped, for time does not go back.
     *
     * @param name of the series
     * @param at a time that nobody sets, see {@link Host#steadyTime}
     */
    public synchronized List<Sample> add(String name, Instant at, double value, Duration within) {
        List<Sample> values = series.get(name);
        if (values == null) {
            if (series.size() == MOST_SERIES) {
                // Series come from names of disks and checks; a host that makes up new ones without end loses the old.
                series.clear();
            }
            values = new ArrayList<>();
            series.put(name, values);
        }
        while (!values.isEmpty() && !values.get(values.size() - 1).at().isBefore(at)) {
            values.remove(values.size() - 1);
        }
        if (values.size() == MOST_VALUES) {
            thin(values);
        }
        values.add(new Sample(at, value));
        Instant from = at.minus(within);
        int first = values.size() - 1;
        while (first > 0 && !values.get(first - 1).at().isBefore(from)) {
            first--;
        }
        return List.copyOf(values.subList(first, values.size()));
    }

    /**
     * By how much the values grow in a second: the slope of the least-squares line. Empty where the values span less than
     * {@code least}.
     */
    static OptionalDouble growthPerSecond(List<Sample> values, Duration least) {
        if (values.size() < 2 || span(values).compareTo(least) < 0) {
            return OptionalDouble.empty();
        }
        Instant first = values.get(0).at();
        double meanTime = 0;
        double meanValue = 0;
        for (Sample sample : values) {
            meanTime += seconds(first, sample) / values.size();
            meanValue += sample.value() / values.size();
        }
        double covariance = 0;
        double variance = 0;
        for (Sample sample : values) {
            double time = seconds(first, sample) - meanTime;
            covariance += time * (sample.value() - meanValue);
            variance += time * time;
        }
        return OptionalDouble.of(covariance / variance);
    }

    static Duration span(List<Sample> values) {
        return values.isEmpty()
                ? Duration.ZERO
                : Duration.between(
                        values.get(0).at(), values.get(values.size() - 1).at());
    }

    private static void thin(List<Sample> values) {
        for (int i = values.size() - 2; i > 0; i -= 2) {
            values.remove(i);
        }
    }

    private static double seconds(Instant first, Sample sample) {
        Duration since = Duration.between(first, sample.at());
        return since.getSeconds() + since.getNano() / 1e9;
    }

    /** One value. */
    public record Sample(Instant at, double value) {}
}
