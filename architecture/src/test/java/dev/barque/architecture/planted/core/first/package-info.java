/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core.first;

import org.jspecify.annotations.NullMarked;
