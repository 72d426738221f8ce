package dev.barque.core.quality;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds outliers among the returns of a symbol. Sessions with too few returns to say what is usual wait for the next ones;
 * the last of them are measured by what was usual before.
 */
final class Returns {
    private final Tally tally;
    private final BarCheck.Outliers rules;
    private final ReturnSample sample;
    private double[] waiting = {};
    private long[] waitingTimes = {};
    private LocalDate[] waitingDates = {};
    private @Nullable LocalDate date;
    private double lastPrice = Double.NaN;
    private double middle;
    private double scale = Double.NaN;

    Returns(Tally tally, BarCheck.Outliers rules, ReturnSample shared) {
        this.tally = tally;
        this.rules = rules;
        sample = shared;
    }

    /** A session begins; one with a single bar is compared with the one before. */
    void begin(LocalDate session, boolean singleBar) {
        date = session;
        sample.clear();
        for (int i = 0; i < waiting.length; i++) {
            sample.add(waitingTimes[i], waiting[i]);
        }
        if (!singleBar) {
            lastPrice = Double.NaN;
        }
    }

    void next(long time, double price) {
        if (!BarValues.isPrice(price)) {
            return;
        }
        if (!Double.isNaN(lastPrice)) {
            sample.add(time, Math.log(price / lastPrice));
        }
        lastPrice = price;
    }

    void end() {
        if (date == null) {
            return;
        }
        if (sample.size() < rules.least()) {
            LocalDate[] dates = Arrays.copyOf(waitingDates, sample.size());
            Arrays.fill(dates, waitingDates.length, dates.length, date);
            waiting = sample.values();
            waitingTimes = sample.timesOfValues();
            waitingDates = dates;
            return;
        }
        sample.measure();
        middle = sample.middle();
        scale = sample.scale();
        for (int i = 0; i < sample.size(); i++) {
            look(i < waitingDates.length ? waitingDates[i] : date, sample.time(i), sample.value(i));
        }
        waiting = new double[0];
        waitingTimes = new long[0];
        waitingDates = new LocalDate[0];
    }

    /** There is no further session. */
    void finish() {
        for (int i = 0; i < waiting.length; i++) {
            look(waitingDates[i], waitingTimes[i], waiting[i]);
        }
    }

    private void look(LocalDate on, long time, double value) {
        double deviations = Math.abs(value - middle) / scale;
        // A scale of 0 (a price that never moved) or NaN (too few returns) says nothing about what is usual.
        if (scale > 0
                && deviations > rules.deviations()
                && Math.abs(value) >= rules.leastReturn()
                && tally.add(Defect.OUTLIER, on, 1)) {
            tally.example(
                    Defect.OUTLIER,
                    on,
                    time,
                    String.format(
                            Locale.ROOT,
                            "return of %+.2f %%, %.0f robust deviations from the median",
                            Math.expm1(value) * 100,
                            deviations));
        }
    }
}
