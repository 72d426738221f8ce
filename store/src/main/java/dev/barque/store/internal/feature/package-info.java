/**
 * Partitions of feature rows: how they lie in files, how they are decoded into columns, and which row of them wins. Start at
 * {@link dev.barque.store.internal.feature.AsOfReader} for reads and
 * {@link dev.barque.store.internal.feature.PartitionWriter} for writes.
 */
@NullMarked
package dev.barque.store.internal.feature;

import org.jspecify.annotations.NullMarked;
