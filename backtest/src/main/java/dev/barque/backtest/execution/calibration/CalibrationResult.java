package dev.barque.backtest.execution.calibration;

import dev.barque.backtest.execution.SlippageModel;

/** What recorded fills say about one model. */
public sealed interface CalibrationResult {
    /** The name of the model. */
    String model();

    /**
     * They tell.
     *
     * @param model its name
     * @param parameter the name of what was found
     * @param unit of it
     * @param value of it
     * @param lower end of the interval that holds 95 of 100 values of resampled fills
     * @param upper end of it
     * @param fitted the model, ready for use
     * @param trainFills fills from which it was found, the earlier ones
     * @param testFills fills by which it was judged, the later ones
     * @param testError mean absolute error over the later fills, in basis points
     * @param naiveError the same of one who always expects the mean of the earlier fills
     */
    record Fitted(
            String model,
            String parameter,
            String unit,
            double value,
            double lower,
            double upper,
            SlippageModel fitted,
            int trainFills,
            int testFills,
            double testError,
            double naiveError)
            implements CalibrationResult {
        /** Whether it foretold the later fills better than their mean did. */
        public boolean isBetterThanNaive() {
            return testError < naiveError;
        }
    }

    /**
     * They do not tell.
     *
     * @param model its name
     * @param reason what was found, and what would be enough
     */
    record Refused(String model, String reason) implements CalibrationResult {}
}
