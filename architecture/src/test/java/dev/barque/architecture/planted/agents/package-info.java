/** Planted faults. */
@NullMarked
package dev.barque.architecture.planted.agents;

import org.jspecify.annotations.NullMarked;
