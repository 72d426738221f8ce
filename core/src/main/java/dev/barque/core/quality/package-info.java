/**
 * What is wrong with bars: those of a source or of a raw input, compared with a trading calendar and with themselves. Start at
 * {@link dev.barque.core.quality.BarCheck}. Of contracts of option chains: {@link dev.barque.core.quality.QuoteRules}.
 *
 * <p>Dates are those of the calendar's zone, instants are UTC; a bar's time is the instant at which it became complete.
 * Checks and reports are immutable and safe to share. Not yet stable.
 */
@NullMarked
package dev.barque.core.quality;

import org.jspecify.annotations.NullMarked;
