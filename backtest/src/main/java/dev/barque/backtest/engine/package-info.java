/**
 * A portfolio of many symbols, replayed bar by bar in the order of time. Start at
 * {@link dev.barque.backtest.engine.PortfolioReplay}; write a {@link dev.barque.backtest.engine.Strategy} or let a
 * {@link dev.barque.backtest.engine.PipelineStrategy} trade what a pipeline decides.
 *
 * <p>Times are UTC microseconds, prices and money in the currency of the quote, quantities in shares. A run is used by one
 * thread; results are immutable. The same inputs give the same result, bit for bit.
 */
@NullMarked
package dev.barque.backtest.engine;

import org.jspecify.annotations.NullMarked;
