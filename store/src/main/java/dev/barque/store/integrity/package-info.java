/**
 * Looks whether a home is whole ({@link dev.barque.store.integrity.StoreVerifier}), puts right what is not
 * ({@link dev.barque.store.integrity.StoreRepair}), and counts what is there ({@link dev.barque.store.integrity.StoreStat}).
 */
@NullMarked
package dev.barque.store.integrity;

import org.jspecify.annotations.NullMarked;
