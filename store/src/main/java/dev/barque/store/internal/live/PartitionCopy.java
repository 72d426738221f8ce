package dev.barque.store.internal.live;

import dev.barque.store.asof.FeatureTable;
import java.util.function.Consumer;

/**
 * The rows of a partition on their way into a table.
 *
 * @param rows how many there are, 0 when that is not known yet
 * @param adder adds them
 */
record PartitionCopy(int rows, Consumer<FeatureTable.Rows> adder) {}
