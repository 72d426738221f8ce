/** The files of normalised bars: ours and the published ones. Start at {@link dev.barque.store.internal.l1.L1Schema}. */
@NullMarked
package dev.barque.store.internal.l1;

import org.jspecify.annotations.NullMarked;
