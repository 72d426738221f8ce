/** How YAML is read and what may stand in it. */
@NullMarked
package dev.barque.profiles.internal;

import org.jspecify.annotations.NullMarked;
