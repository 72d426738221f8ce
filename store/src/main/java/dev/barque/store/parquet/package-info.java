/**
 * Parquet files of any writer, read in columns of primitives: start at {@link dev.barque.store.parquet.ParquetScan}. Tables of
 * one's own, written: start at {@link dev.barque.store.parquet.FlatTable}.
 *
 * <p>Every file that is read is checked before anything of it is believed, and refused by name. Not yet stable.
 */
@NullMarked
package dev.barque.store.parquet;

import org.jspecify.annotations.NullMarked;
