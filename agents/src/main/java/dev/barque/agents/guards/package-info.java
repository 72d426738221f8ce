/**
 * The guards that ship. Start at {@link dev.barque.agents.guards.StandardGuards}; each is described in {@code docs/guards.md}.
 *
 * <p>Guards see bars, rows and circumstances and nothing else, and what they cannot know they do not take for fine. Parameters
 * are in the units that their descriptors name, money is in the account's currency. Providers are safe for use by several
 * threads. Not yet stable.
 */
@NullMarked
package dev.barque.agents.guards;

import org.jspecify.annotations.NullMarked;
