/**
 * Is it healthy? Start at {@link dev.barque.ops.HealthChecks}, which runs checks, or at {@link dev.barque.ops.HealthCheck}
 * to write one; {@code HealthCheckConformance} in the testkit tests yours.
 *
 * <p>Dates are session dates of the calendar that is asked, instants are UTC. Nothing here starts a thread. Verdicts,
 * findings and contexts are immutable and safe to share. Stable, except that running with isolation and deadlines is still
 * to come.
 */
@NullMarked
package dev.barque.ops;

import org.jspecify.annotations.NullMarked;
