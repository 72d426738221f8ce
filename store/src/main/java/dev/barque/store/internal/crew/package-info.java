/**
 * Work that is shared with threads of the host: nothing here starts one, and nobody waits for a thread that has not begun. Start at
 * {@link dev.barque.store.internal.crew.Crew}.
 */
@NullMarked
package dev.barque.store.internal.crew;

import org.jspecify.annotations.NullMarked;
