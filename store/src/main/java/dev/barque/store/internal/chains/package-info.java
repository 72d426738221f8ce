/** The files of option chains of a home: layout, merging, checks. */
@NullMarked
package dev.barque.store.internal.chains;

import org.jspecify.annotations.NullMarked;
