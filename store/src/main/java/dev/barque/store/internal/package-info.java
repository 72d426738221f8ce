/** Parts of the store that no other module may use. Start at {@link dev.barque.store.internal.StoreErrors} for what can go wrong. */
@NullMarked
package dev.barque.store.internal;

import org.jspecify.annotations.NullMarked;
