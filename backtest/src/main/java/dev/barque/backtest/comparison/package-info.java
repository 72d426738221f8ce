/**
 * Variants beside each other: where their decisions part. Start at {@link dev.barque.backtest.comparison.DecisionDifferences}.
 * Instants are UTC. Immutable. Not yet stable.
 */
@NullMarked
package dev.barque.backtest.comparison;

import org.jspecify.annotations.NullMarked;
