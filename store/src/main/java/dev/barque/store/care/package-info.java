/**
 * Looking after a home: which dates could go, which files could be smaller, what lies in quarantine and what killed writers left.
 * Start at {@link dev.barque.store.care.HomeCare}. Everything here is planned by looking and done one piece at a time, so that a
 * process that is killed leaves each piece as it was or as it is to be. Dates are UTC dates; sizes are bytes. Nothing is null.
 */
@NullMarked
package dev.barque.store.care;

import org.jspecify.annotations.NullMarked;
