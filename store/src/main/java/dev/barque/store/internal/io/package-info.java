/** Files that are replaced as a whole. Start at {@link dev.barque.store.internal.io.AtomicFile}. */
@NullMarked
package dev.barque.store.internal.io;

import org.jspecify.annotations.NullMarked;
