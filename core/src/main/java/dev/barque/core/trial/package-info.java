/**
 * Trials: every run of a strategy over past data, so that the number of them cannot be forgotten. Start at
 * {@link dev.barque.core.trial.TrialLedger}.
 *
 * <p>Instants and dates are UTC unless a calendar is named; returns are shares. Everything is immutable but ledgers. Not yet
 * stable.
 */
@NullMarked
package dev.barque.core.trial;

import org.jspecify.annotations.NullMarked;
