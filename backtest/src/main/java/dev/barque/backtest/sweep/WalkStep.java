package dev.barque.backtest.sweep;

import dev.barque.backtest.statistics.Measure;
import java.time.LocalDate;

/**
 * What was chosen in one fold, and what came of it.
 *
 * @param from first date of the test
 * @param to last date of the test
 * @param chosen the best in training; of equal ones the first of the plan
 * @param inSample its Sharpe ratio per day in training
 * @param outOfSample the same in the test
 * @param testReturn compounded over the test, as a share
 */
public record WalkStep(
        LocalDate from, LocalDate to, SweepPoint chosen, Measure inSample, Measure outOfSample, double testReturn) {}
