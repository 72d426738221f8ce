/**
 * The option chains of a home. Start at {@link dev.barque.store.chains.ChainFiles}; they get there by
 * {@link dev.barque.store.ingest.ChainIngest}. Instants are UTC microseconds. Not yet stable.
 */
@NullMarked
package dev.barque.store.chains;

import org.jspecify.annotations.NullMarked;
