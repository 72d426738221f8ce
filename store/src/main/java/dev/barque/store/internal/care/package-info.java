/** How files of a home go away for good, and how files of bars are written anew. */
@NullMarked
package dev.barque.store.internal.care;

import org.jspecify.annotations.NullMarked;
