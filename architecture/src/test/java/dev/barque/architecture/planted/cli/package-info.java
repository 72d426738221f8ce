/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.cli;

import org.jspecify.annotations.NullMarked;
