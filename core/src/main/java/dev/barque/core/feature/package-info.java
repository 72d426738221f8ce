/**
 * Feature rows and reads as of an instant. Start at {@link dev.barque.core.feature.FeatureStore}.
 *
 * <p>Instants are UTC microseconds; a null value and a NaN are two things. Rows, schemas and sets are immutable and safe to
 * share. Stable.
 */
@NullMarked
package dev.barque.core.feature;

import org.jspecify.annotations.NullMarked;
