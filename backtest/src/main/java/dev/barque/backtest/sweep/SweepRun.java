package dev.barque.backtest.sweep;

/**
 * One run of a sweep.
 *
 * @param point with which settings
 * @param outcome what came of it
 */
public record SweepRun(SweepPoint point, SweepOutcome outcome) {}
