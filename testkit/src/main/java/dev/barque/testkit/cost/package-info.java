/**
 * Gates for the cost of a part: bytes of heap, calls to the disk, and how both grow. Start at {@link dev.barque.testkit.cost.Heap} and
 * {@link dev.barque.testkit.cost.CountedFiles}. Nothing here depends on how fast a machine is. Null is refused everywhere.
 */
@NullMarked
package dev.barque.testkit.cost;

import org.jspecify.annotations.NullMarked;
