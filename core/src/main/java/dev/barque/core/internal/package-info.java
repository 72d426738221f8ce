/** Not for users: what the packages of this module share, and nothing that another module may call. */
@NullMarked
package dev.barque.core.internal;

import org.jspecify.annotations.NullMarked;
