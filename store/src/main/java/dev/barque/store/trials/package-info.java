/**
 * The trials of a home on disk. Start at {@link dev.barque.store.trials.JsonlTrialLedger}. Instants and dates are UTC. Not yet
 * stable.
 */
@NullMarked
package dev.barque.store.trials;

import org.jspecify.annotations.NullMarked;
