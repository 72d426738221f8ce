package dev.barque.backtest.sweep;

import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.statistics.Performance;

/** What stands for each point of a sweep over a portfolio. Called by several threads at once. */
public interface PortfolioRuns {
    /** A digest of everything that the outcome depends on but for the walk: configuration, inputs, code. */
    String key(SweepPoint point);

    /** How the account of a point trades and what that costs. */
    PortfolioReplay replay(SweepPoint point);

    /** Who decides: a new object each time, since a strategy remembers. */
    Strategy strategy(SweepPoint point);

    /**
     * A run was made. Here it is entered in a {@link dev.barque.core.trial.TrialLedger}: before the journal knows it, so that it
     * is never forgotten. What this throws ends the sweep.
     */
    void made(SweepPoint point, PortfolioReplay replay, Performance run);
}
