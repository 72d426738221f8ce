/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core.second;

import org.jspecify.annotations.NullMarked;
