/**
 * What follows from an option chain: prices and Greeks where the vendor gives none, implied volatilities, and how dealers are
 * positioned. Start at {@link dev.barque.agents.options.PreparedChains} for a pipeline, at
 * {@link dev.barque.agents.options.DealerPositioning} for walls and the flip level.
 *
 * <p>Prices are in the currency of the quote for one unit of the underlying, rates and volatilities are annual fractions, rates
 * continuously compounded; years have 365 days (ACT/365 fixed). Everything here is pure and safe to share. Not yet stable.
 */
@NullMarked
package dev.barque.agents.options;

import org.jspecify.annotations.NullMarked;
