package dev.barque.backtest.engine;

/** Volume and volatility of the days before the present one, over the latest 20 of them. */
final class DayStatistics {
    static final int DAYS = 20;

    private final double[] volumes = new double[DAYS];
    private final double[] returns = new double[DAYS];
    private int volumeCount;
    private int returnCount;
    private long day = Long.MIN_VALUE;
    private double volume;
    private double close = Double.NaN;
    private double closeBefore = Double.NaN;
    private double meanVolume = Double.NaN;
    private double volatility = Double.NaN;

    /** A bar of a day, which is named by the instant at which its session closes. */
    void bar(long ofDay, double price, double shares) {
        if (ofDay != day) {
            endDay();
            day = ofDay;
        }
        if (price > 0) {
            close = price;
        }
        if (shares > 0) {
            volume += shares;
        }
    }

    private void endDay() {
        if (volume > 0) {
            volumes[volumeCount++ % DAYS] = volume;
            meanVolume = mean(volumes, Math.min(volumeCount, DAYS));
        }
        if (close > 0 && closeBefore > 0) {
            returns[returnCount++ % DAYS] = Math.log(close / closeBefore);
            volatility = deviation(Math.min(returnCount, DAYS));
        }
        closeBefore = close;
        close = Double.NaN;
        volume = 0;
    }

    void split(double ratio) {
        volume *= ratio;
        close /= ratio;
        closeBefore /= ratio;
        meanVolume *= ratio;
        for (int k = 0; k < DAYS; k++) {
            volumes[k] *= ratio;
        }
    }

    /** Mean shares a day; NaN before the second day. */
    double meanVolume() {
        return meanVolume;
    }

    /** Standard deviation (n - 1) of daily log returns; NaN before there are two. */
    double volatility() {
        return volatility;
    }

    private static double mean(double[] of, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += of[k];
        }
        return sum / count;
    }

    private double deviation(int count) {
        if (count < 2) {
            return Double.NaN;
        }
        double mean = mean(returns, count);
        double squares = 0;
        for (int k = 0; k < count; k++) {
            squares += (returns[k] - mean) * (returns[k] - mean);
        }
        return Math.sqrt(squares / (count - 1));
    }
}
