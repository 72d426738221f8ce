/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.core;

import org.jspecify.annotations.NullMarked;
