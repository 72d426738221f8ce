/**
 * Rows that are in the log, beside those in Parquet files. Start at {@link dev.barque.store.internal.live.HomeRows}, which answers
 * from both, and at {@link dev.barque.store.internal.live.Sealer}, which moves rows from one to the other.
 */
@NullMarked
package dev.barque.store.internal.live;

import org.jspecify.annotations.NullMarked;
