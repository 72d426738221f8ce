/** Arithmetic and text exactly as the published system's language and libraries do them. */
@NullMarked
package dev.barque.agents.internal;

import org.jspecify.annotations.NullMarked;
