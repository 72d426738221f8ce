/**
 * Local Parquet files in columns, without Hadoop's file systems. Start at {@link dev.barque.store.internal.parquet.ParquetFile}.
 *
 * <p>Every file is checked by us before parquet-java sees it, page checksums are written and verified, and whatever
 * parquet-java throws at a damaged file becomes one error with the code {@code store.corrupt-file}.
 */
@NullMarked
package dev.barque.store.internal.parquet;

import org.jspecify.annotations.NullMarked;
