/** Decisions as bytes: how a record is written and read, and the segments of the decision log. */
@NullMarked
package dev.barque.store.internal.decision;

import org.jspecify.annotations.NullMarked;
