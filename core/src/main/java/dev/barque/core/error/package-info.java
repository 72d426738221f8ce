/**
 * The one error family. Start at {@link dev.barque.core.error.BarqueException}: it says what was attempted, on what, what was
 * found, what was expected and what to do, and carries a stable code and whom it concerns. Stable.
 */
@NullMarked
package dev.barque.core.error;

import org.jspecify.annotations.NullMarked;
