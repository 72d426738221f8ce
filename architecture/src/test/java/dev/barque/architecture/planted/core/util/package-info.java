/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core.util;

import org.jspecify.annotations.NullMarked;
