/** Instants as UTC microseconds since the epoch: how they are kept in files and on the hot path. Stable. */
@NullMarked
package dev.barque.core.time;

import org.jspecify.annotations.NullMarked;
