/** What the command writes: tables, JSON, progress. */
@NullMarked
package dev.barque.cli.internal.console;

import org.jspecify.annotations.NullMarked;
