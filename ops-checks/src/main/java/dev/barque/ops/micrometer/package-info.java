/**
 * Health as metrics. Start at {@link dev.barque.ops.micrometer.HealthMeters}. Needs {@code io.micrometer:micrometer-core}, which Barque does
 * not bring; nothing outside of this package does.
 *
 * <p>Safe for use by several threads. Nothing is null. Stable, the names of the meters too.
 */
@NullMarked
package dev.barque.ops.micrometer;

import org.jspecify.annotations.NullMarked;
