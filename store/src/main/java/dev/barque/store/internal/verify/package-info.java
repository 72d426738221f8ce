/**
 * Looking at a whole home, and putting right what is wrong in it. Start at {@link dev.barque.store.internal.verify.HomeWalk}.
 */
@NullMarked
package dev.barque.store.internal.verify;

import org.jspecify.annotations.NullMarked;
