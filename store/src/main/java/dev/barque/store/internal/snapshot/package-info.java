/** Holds the files of a home as they are at one moment. */
@NullMarked
package dev.barque.store.internal.snapshot;

import org.jspecify.annotations.NullMarked;
