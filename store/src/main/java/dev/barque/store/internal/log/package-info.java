/**
 * The log: rows that are safe and not yet in Parquet files. Start at {@link dev.barque.store.internal.log.LogWriter} for what is
 * written, {@link dev.barque.store.internal.log.LogFormat} for the bytes, {@link dev.barque.store.internal.log.Recovery} for what
 * a crash or damage leaves.
 */
@NullMarked
package dev.barque.store.internal.log;

import org.jspecify.annotations.NullMarked;
