/**
 * Decisions in JSON and on disk. Start at {@link dev.barque.store.decisions.JsonlDecisionLog}.
 *
 * <p>Times are UTC in ISO 8601; numbers come back bit by bit. Read with {@link dev.barque.store.decisions.DecisionRecords}. Not yet stable.
 */
@NullMarked
package dev.barque.store.decisions;

import org.jspecify.annotations.NullMarked;
