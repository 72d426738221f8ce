package dev.barque.backtest.execution.calibration;

import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.core.error.BarqueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Fits models of slippage to recorded fills: a robust line (Huber) of the cost in basis points over what the model says it grows
 * with. The earlier 70 per cent of the fills find the parameter, the later ones judge it. Its interval comes from a moving block
 * bootstrap of the earlier fills (Kuensch, The Jackknife and the Bootstrap for General Stationary Observations, Annals of
 * Statistics 17, 1989), with blocks of the cube root of their number, as neighbours in time share a market.
 *
 * <p>The same fills and seed give the same answer to the last bit.
 */
public final class SlippageCalibration {
    /** Fills of which a model knows all it needs, below which it is refused. */
    public static final int FEWEST = 60;

    private static final double TRAIN = 0.7;
    private static final int RESAMPLES = 400;
    private static final double LEAST_SPREAD = 1.5;

    private final long seed;

    private SlippageCalibration(long seed) {
        this.seed = seed;
    }

    /** One whose bootstrap draws with this seed. */
    public static SlippageCalibration seeded(long seed) {
        return new SlippageCalibration(seed);
    }

    /** What the fills say about each model: fixed, half spread, Amihud line, volume share, square root. */
    public List<CalibrationResult> fit(List<RecordedFill> fills) {
        List<RecordedFill> inTime = new ArrayList<>(fills);
        inTime.sort(Comparator.comparingLong(RecordedFill::timeMicros));
        return Family.ALL.stream().map(family -> fit(family, inTime)).toList();
    }

    private CalibrationResult fit(Family family, List<RecordedFill> fills) {
        double[] x = new double[fills.size()];
        double[] y = new double[fills.size()];
        int known = 0;
        for (RecordedFill fill : fills) {
            double at = family.x(fill);
            if (Double.isFinite(at)) {
                x[known] = at;
                y[known++] = fill.costBps();
            }
        }
        if (known < FEWEST) {
            return refused(
                    family,
                    known + " of " + fills.size() + " fills have what it needs; at least " + FEWEST + " are needed");
        }
        int train = (int) (known * TRAIN);
        if (family != Family.FIXED && !varies(Arrays.copyOf(x, train))) {
            return refused(
                    family,
                    "what it grows with hardly varies over " + train + " fills, so that it cannot be told from a fixed"
                            + " cost; fills of more different sizes or markets are needed");
        }
        int[] all = new int[train];
        Arrays.setAll(all, i -> i);
        Regression line = Regression.fit(x, y, all, family.hasBase());
        double[] interval = interval(family, line, x, y, train);
        String found = String.format(
                Locale.ROOT,
                "%s was %.4g, 95 %% from %.4g to %.4g",
                family.parameter,
                line.slope,
                interval[0],
                interval[1]);
        if (interval[0] <= 0) {
            return refused(family, found + ": that cannot be told from nothing; more fills are needed");
        }
        if (line.base < 0) {
            return refused(
                    family,
                    found + ", but the most liquid market would pay for trading (base "
                            + String.format(Locale.ROOT, "%.4g", line.base) + " bps)");
        }
        SlippageModel model;
        try {
            model = SlippageModels.of(family.model(line.base, line.slope));
        } catch (BarqueException e) {
            return refused(family, found + ", which no market charges: " + e.getMessage());
        }
        return new CalibrationResult.Fitted(
                family.model,
                family.parameter,
                family.unit,
                line.slope,
                interval[0],
                interval[1],
                model,
                train,
                known - train,
                error(x, y, train, known, line.base, line.slope),
                error(x, y, train, known, Arrays.stream(y, 0, train).average().orElseThrow(), 0));
    }

    private double[] interval(Family family, Regression line, double[] x, double[] y, int train) {
        SplittableRandom random = new SplittableRandom(seed * 31 + family.model.hashCode());
        int block = Math.max(1, (int) Math.round(Math.cbrt(train)));
        double[] slopes = new double[RESAMPLES];
        int[] drawn = new int[train];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int from = 0;
            for (int i = 0; i < train; i++) {
                from = i % block == 0 ? random.nextInt(train - block + 1) : from;
                drawn[i] = from + i % block;
            }
            slopes[resample] = line.slopeOf(x, y, drawn);
        }
        Arrays.sort(slopes);
        return new double[] {slopes[RESAMPLES / 40], slopes[RESAMPLES - 1 - RESAMPLES / 40]};
    }

    private static boolean varies(double[] x) {
        Arrays.sort(x);
        double low = x[x.length / 10];
        double high = x[x.length - 1 - x.length / 10];
        return high > 0 && high >= LEAST_SPREAD * low && high - low > 1e-9;
    }

    private static double error(double[] x, double[] y, int from, int to, double base, double slope) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(y[i] - base - slope * x[i]);
        }
        return sum / (to - from);
    }

    private static CalibrationResult refused(Family family, String reason) {
        return new CalibrationResult.Refused(family.model, reason);
    }
}
