/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core.internal.right;

import org.jspecify.annotations.NullMarked;
