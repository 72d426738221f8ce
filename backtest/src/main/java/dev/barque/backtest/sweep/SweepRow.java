package dev.barque.backtest.sweep;

import dev.barque.backtest.statistics.Interval;
import dev.barque.backtest.statistics.Measure;
import java.util.Optional;

/**
 * A run among the others.
 *
 * @param rank from 1
 * @param run settings and outcome
 * @param ranked Sharpe ratio per day by which it is ranked: of the days of all tests, or of all days where there is no walk
 * @param interval of that ratio by the stationary bootstrap; empty where the returns do not vary
 * @param deflated Sharpe ratio of the same days, by the number of trials
 * @param inSample mean over the folds of the ratio per day in training; none where there is no walk
 */
public record SweepRow(
        int rank, SweepRun run, Measure ranked, Optional<Interval> interval, Measure deflated, Measure inSample) {}
