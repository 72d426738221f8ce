/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core.internal;

import org.jspecify.annotations.NullMarked;
