/** What the health checks are made of. */
@NullMarked
package dev.barque.ops.internal;

import org.jspecify.annotations.NullMarked;
