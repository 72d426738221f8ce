/**
 * Computes feature rows of past dates anew, fills in what is missing and compares what is kept with what would be computed.
 *
 * <p>Start at {@link dev.barque.store.regeneration.Regenerator}. Dates are UTC dates of event times. Reports are immutable. Stable.
 */
@NullMarked
package dev.barque.store.regeneration;

import org.jspecify.annotations.NullMarked;
