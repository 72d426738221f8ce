/** The rules of the design that no compiler checks, and the code that they are checked on. Start at {@code Rules}. */
@NullMarked
package dev.barque.architecture;

import org.jspecify.annotations.NullMarked;
