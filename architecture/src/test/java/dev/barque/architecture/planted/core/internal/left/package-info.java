/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core.internal.left;

import org.jspecify.annotations.NullMarked;
