/** Trials as lines: how an entry of the ledger is written, sealed and read. */
@NullMarked
package dev.barque.store.internal.trial;

import org.jspecify.annotations.NullMarked;
