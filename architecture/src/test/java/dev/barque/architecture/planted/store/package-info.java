/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.store;

import org.jspecify.annotations.NullMarked;
