/**
 * The engines, agents and composer that ship, in two profiles: {@link dev.barque.agents.standard.StandardProfiles}.
 *
 * <p>{@code PUBLISHED_V1} agrees with the published system branch for branch, its faults included; {@code V1} is the same code
 * with the faults mended. Each fault and its two behaviours are listed in {@code docs/published-v1.md}. Prices are in the
 * currency of the quote, Amihud ratios in 1 per unit of currency.
 */
@NullMarked
package dev.barque.agents.standard;

import org.jspecify.annotations.NullMarked;
