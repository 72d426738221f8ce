package dev.barque.core.trial;

import dev.barque.core.internal.CoreErrors;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * One run of a strategy over past data.
 *
 * @param at when it was made
 * @param family what it was made on: trials on the same data have the same, such as the symbols with commas between; what was tried
 *     on other days of the same symbols is of the same family
 * @param name what people call it, such as the profile and the costs
 * @param configuration a digest of all that was set, so that the same run made twice counts once
 * @param firstDate of the days
 * @param lastDate of the days
 * @param resultDigest a digest of what came of it, whatever capital it is measured on
 * @param returns by trading date, on the capital before each
 */
public record Trial(
        Instant at,
        String family,
        String name,
        String configuration,
        LocalDate firstDate,
        LocalDate lastDate,
        String resultDigest,
        Returns returns) {
    private static final int LONGEST = 500;

    /** Refuses nulls, and with {@code core.bad-trial} texts that are blank or longer than 500 characters and dates out of order. */
    public Trial {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(returns, "returns");
        require("family", family);
        require("name", name);
        require("configuration", configuration);
        require("result digest", resultDigest);
        if (firstDate.isAfter(lastDate)) {
            throw CoreErrors.badTrial("it goes from " + firstDate + " to " + lastDate);
        }
    }

    private static void require(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw CoreErrors.badTrial(
                    "its " + what + (text.isBlank() ? " is blank" : " has " + text.length() + " characters"));
        }
    }

    /**
     * Whether another trial is the same run made again: the same configuration on the same days of the same data,
     * with the same result. Another result comes of other code or other bytes, and is another trial.
     */
    public boolean repeats(Trial other) {
        return run().equals(other.run());
    }

    /** What is equal for runs that are the same. */
    Object run() {
        return List.of(family, configuration, firstDate, lastDate, resultDigest);
    }

    /**
     * Returns by trading date.
     *
     * @param dates ascending
     * @param values one for each date, finite
     */
    public record Returns(List<LocalDate> dates, List<Double> values) {
        /** Copies; refuses, with {@code core.bad-trial}, lists of different lengths, dates out of order and what is not finite. */
        public Returns {
            dates = List.copyOf(dates);
            values = List.copyOf(values);
            if (dates.size() != values.size()) {
                throw CoreErrors.badTrial("it has " + dates.size() + " dates and " + values.size() + " returns");
            }
            for (int i = 0; i < dates.size(); i++) {
                if (!Double.isFinite(values.get(i))) {
                    throw CoreErrors.badTrial("its return of " + dates.get(i) + " is " + values.get(i));
                }
                if (i > 0 && !dates.get(i - 1).isBefore(dates.get(i))) {
                    throw CoreErrors.badTrial("after " + dates.get(i - 1) + " comes " + dates.get(i));
                }
            }
        }

        /** How many dates there are. */
        public int size() {
            return dates.size();
        }

        /** The returns as an array of their own. */
        public double[] array() {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
