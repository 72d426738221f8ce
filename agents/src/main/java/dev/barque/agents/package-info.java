/**
 * How bars become features, features views, and views one decision: the SPIs and the pipeline that holds them together.
 *
 * <p>Start at {@link dev.barque.agents.DecisionPipeline}; the parts that ship are in {@code dev.barque.agents.standard}.
 * Times are UTC microseconds. Engines, agents, composers and guards are pure functions of their arguments and safe for use
 * by several threads unless they say otherwise. Stable.
 */
@NullMarked
package dev.barque.agents;

import org.jspecify.annotations.NullMarked;
