/**
 * What agents say and what is decided: sealed, explained, one for every bar. Start at
 * {@link dev.barque.core.decision.Decision}.
 *
 * <p>Biases run from -1 (down) to +1 (up), confidences from 0 to 1, sizes are multiples of the host's unit. Everything is
 * immutable and safe to share. Stable.
 */
@NullMarked
package dev.barque.core.decision;

import org.jspecify.annotations.NullMarked;
