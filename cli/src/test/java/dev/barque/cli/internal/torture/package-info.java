/** Stores that are killed. */
@NullMarked
package dev.barque.cli.internal.torture;

import org.jspecify.annotations.NullMarked;
