/**
 * Health reports for programs, terminals and browsers. Start at {@link dev.barque.ops.report.HealthJson},
 * {@link dev.barque.ops.report.HealthText} or {@link dev.barque.ops.report.HealthPage}.
 *
 * <p>Instants are UTC. Everything is stateless and safe for use by several threads. Nothing is null. The JSON is stable
 * ({@code docs/health-report.schema.json}); texts and the page are not.
 */
@NullMarked
package dev.barque.ops.report;

import org.jspecify.annotations.NullMarked;
