/**
 * What the store asks of a disk. Start at {@link dev.barque.store.io.FileAccess}: the real one is used unless another is given
 * when a store is opened, so that a test can lose, tear and refuse what a disk may lose, tear and refuse.
 *
 * <p>Sizes and positions are bytes. Nothing is null. Stable.
 */
@NullMarked
package dev.barque.store.io;

import org.jspecify.annotations.NullMarked;
