/** How the command works; nothing here is for users of the library. */
@NullMarked
package dev.barque.cli.internal;

import org.jspecify.annotations.NullMarked;
