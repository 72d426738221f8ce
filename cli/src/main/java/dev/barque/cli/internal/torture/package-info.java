/** A store is killed again and again, and what it acknowledged is looked for. Start at {@link Torture}. */
@NullMarked
package dev.barque.cli.internal.torture;

import org.jspecify.annotations.NullMarked;
