/**
 * How far agents have been right, learned from outcomes that were known at the instant of use and from no others.
 *
 * <p>Start at {@link dev.barque.agents.reliability.ReliabilitySource}, which is what a composer asks;
 * {@link dev.barque.agents.reliability.ReliabilityHistory} answers for every instant of the past,
 * {@link dev.barque.agents.reliability.ReliabilityTracker} goes along with the present, and
 * {@link dev.barque.agents.reliability.ForwardReturns} makes outcomes of decisions and prices. Times are UTC microseconds.
 * Records are immutable; classes say by how many threads they may be used. Not yet stable.
 */
@NullMarked
package dev.barque.agents.reliability;

import org.jspecify.annotations.NullMarked;
