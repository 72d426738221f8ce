/**
 * Is it healthy? Start at {@link dev.barque.ops.HealthRunner}, which runs {@link dev.barque.ops.HealthChecks}, or at
 * {@link dev.barque.ops.HealthCheck} to write one; {@code HealthCheckConformance} in the testkit tests yours.
 *
 * <p>Dates are session dates of the calendar that is asked, instants are UTC. Threads are those that a host hands to a
 * runner, and nothing happens between runs. Verdicts, findings, contexts and reports are immutable and safe to share. Nothing is null.
 * Stable.
 */
@NullMarked
package dev.barque.ops;

import org.jspecify.annotations.NullMarked;
