/**
 * Normalised bars (L1) in Parquet, one file per date. Start at {@link dev.barque.store.l1.L1Files}.
 *
 * <p>Times are the instants at which bars became complete, UTC microseconds; an unknown number is NaN in bars and null in
 * records and files. Everything here is safe to share between threads. Not yet stable.
 */
@NullMarked
package dev.barque.store.l1;

import org.jspecify.annotations.NullMarked;
