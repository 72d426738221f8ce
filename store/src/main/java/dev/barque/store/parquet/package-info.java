/**
 * Parquet files of any writer, read in columns of primitives. Start at {@link dev.barque.store.parquet.ParquetScan}.
 *
 * <p>Every file is checked before anything of it is believed, and refused by name. Not yet stable.
 */
@NullMarked
package dev.barque.store.parquet;

import org.jspecify.annotations.NullMarked;
