/**
 * The {@code barque} command. Start at {@link dev.barque.cli.Barque}; there is one class for each verb.
 *
 * <p>Standard output holds the answer and nothing else, messages and progress go to standard error. Exit codes: 0 fine, 1 a
 * finding, 2 the command line cannot be followed, 3 it failed.
 */
@NullMarked
package dev.barque.cli;

import org.jspecify.annotations.NullMarked;
